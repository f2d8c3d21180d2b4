import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { define } from "boussole-odd17";
import { App } from "./App";

define();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
