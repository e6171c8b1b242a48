import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

// Back after signing out must not show what the browser kept of the page: ask again who is here.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
