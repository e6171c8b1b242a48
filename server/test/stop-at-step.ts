import { onStep, type Step } from "../steps.ts";

/** Calls this at each step that the process passes; what it throws ends the work there, as a death would. */
export const watchSteps = (listen: (step: Step) => void): void => onStep(listen);
