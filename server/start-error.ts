/** A start or a command that cannot be, in words for whoever runs the server; everything else is a fault and has a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}
