/** Which mongod was chosen, and where it came from. */
export interface ChosenMongod {
  binary: string;
  version: string;
  source: string;
}
/** Finds a mongod or installs one; the choice is kept in `folder`, beside the data. */
export function ensureMongod(folder?: string): Promise<ChosenMongod>;
