import { useState } from "react";
import type { Result } from "boussole-odd17";
import "boussole-odd17/jsx";

export function App() {
  const [heading, setHeading] = useState<Result["heading"]>(null);
  return (
    <main>
      <h1>React</h1>
      <boussole-odd17 lang="fr" onboussole-result={({ detail }) => setHeading(detail.heading)}>
        <a href="https://www.lerameau.fr/">Découvrir la démarche du RAMEAU</a>
      </boussole-odd17>
      <p role="status">{heading && `Performance : ${heading.permille.performance / 10} %`}</p>
    </main>
  );
}
