import { defineConfig } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Imports point one way. Each entry: where, and what may not be imported there, with the reason a person sees. */
const noSandbox = {
  regex: "(^|/)sandbox(/|$)",
  message: "The product never loads the sandbox; the sandbox loads the product.",
};
const noServer = { regex: "(^|/)server(/|$)", message: "What a browser loads does not import the server." };
const onlyRules = {
  regex: "^(node:|mongoose|express|pino|nodemailer|\\.\\./(?!\\.\\./shared/|domain/|errors\\.ts$))",
  message: "Rules are pure: values in, values out. Only shared, zod and AppError may be imported here.",
};
const foreignStore = {
  regex: "^\\.\\./(?!db/)[a-z-]+/[a-z-]+-store\\.ts$",
  message: "What a feature needs of another is a port, handed over in deps.ts.",
  allowTypeImports: true,
};
const noListening = {
  regex: "(^|/)steps\\.ts$",
  importNames: ["onStep"],
  message: "Only programs of the tests listen to steps.",
};
const restrict = (...patterns) => ({ "@typescript-eslint/no-restricted-imports": ["error", { patterns }] });

export default defineConfig(
  { ignores: ["dist/", "node_modules/", ".data/", ".cache/", "test-results/", "playwright-report/"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.json", "tsconfig.web.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // Takes each mongoose schema definition for a class instance.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["shared/**/*.ts"],
    rules: restrict(noSandbox, noServer, {
      regex: "^(node:|mongoose|express|\\.\\./\\.\\.)",
      message: "shared depends on zod only.",
    }),
  },
  {
    files: ["server/**/*.ts"],
    rules: restrict(noSandbox, noListening, {
      regex: "^\\.\\./.*(addin/(pane/(?!skeleton)|outlook)|portal/|/ui/)",
      message: "The server does not import pages (the pane's skeleton is the one exception).",
    }),
  },
  { files: ["server/test/**/*.ts"], rules: restrict(noSandbox) },
  {
    files: ["server/*/*.ts"],
    ignores: ["server/test/**"],
    rules: restrict(noSandbox, noListening, foreignStore),
  },
  { files: ["server/domain/**/*.ts"], ignores: ["**/*.test.ts"], rules: restrict(noSandbox, onlyRules) },
  {
    files: ["addin/**/*.{ts,tsx}", "portal/**/*.{ts,tsx}", "ui/**/*.{ts,tsx}"],
    ignores: ["addin/manifest/**"],
    extends: [reactHooks.configs.flat.recommended],
    rules: restrict(noSandbox, noServer),
  },
  { files: ["sandbox/**/*.tsx"], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "e2e/**/*.ts", "server/test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
