"use client";
import { useEffect, useRef, useState } from "react";
import { define, type BoussoleElement, type BoussoleEvents, type Result } from "boussole-odd17";
import "boussole-odd17/jsx";

export function Compass() {
  const [heading, setHeading] = useState<Result["heading"]>(null);
  const compass = useRef<BoussoleElement>(null);
  useEffect(() => {
    // React adds no listener of such an event to what the server has drawn.
    const heard = ({ detail }: BoussoleEvents["boussole-result"]) => setHeading(detail.heading);
    const element = compass.current;
    element?.addEventListener("boussole-result", heard);
    define();
    return () => element?.removeEventListener("boussole-result", heard);
  }, []);
  return (
    <>
      <boussole-odd17 ref={compass} lang="fr" suppressHydrationWarning>
        <a href="https://www.lerameau.fr/">Découvrir la démarche du RAMEAU</a>
      </boussole-odd17>
      <p role="status">{heading && `Performance : ${heading.permille.performance / 10} %`}</p>
    </>
  );
}
