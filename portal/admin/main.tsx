import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

// The plain pages' style colours the ground until the scripts are here; the portal has styles of its own.
for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) sheet.remove();

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
