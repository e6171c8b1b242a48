/** The real store, for tests of features that get simulations as a port. */
export { createSimulationStore } from "../simulation-store.ts";
