import { productionConfig, startProblem } from "./start-problems.ts";
import { serve } from "./serve.ts";

try {
  await serve(productionConfig(process.env));
} catch (error) {
  console.error(startProblem(error));
  process.exit(1);
}
