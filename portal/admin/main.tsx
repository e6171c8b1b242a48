import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

// The plain pages' style colours the ground until the scripts are here; the portal has styles of its own.
for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) sheet.remove();

// Back after signing out must not show what the browser kept of the page: ask again who is here.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
