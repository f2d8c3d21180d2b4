"use client";
import { useEffect, useRef, useState } from "react";
import { define, type BoussoleElement } from "boussole-odd17";
import "boussole-odd17/jsx";
import { ANSWERS, CATALOGUE, OVERLAY, heard } from "./given.js";

/** What can only be read, which a framework sets all the same. */
const FIXED = { version: "0", state: "x", result: null } as object;

function Compass() {
  const [given, setGiven] = useState(false);
  const [words, setWords] = useState(false);
  const [listed, setListed] = useState(false);
  const [lang, setLang] = useState("fr");
  const [fixed, setFixed] = useState({});
  const own = useRef<BoussoleElement>(null);
  useEffect(() => {
    const element = own.current;
    const types = ["boussole-ready", "boussole-change", "boussole-result"];
    // React adds no listener of such an event to what the server has drawn.
    for (const type of types) element?.addEventListener(type, heard);
    define();
    element?.whenReady.then(() => element.setAttribute("data-ready", ""));
    return () => {
      for (const type of types) element?.removeEventListener(type, heard);
      element?.destroy();
    };
  }, []);
  return <>
    <button id="answers" onClick={() => setGiven(true)}>answers</button><button id="overlay" onClick={() => setWords(true)}>overlay</button><button id="catalogue" onClick={() => setListed(true)}>catalogue</button><button id="lang" onClick={() => setLang("en")}>lang</button><button id="fixed" onClick={() => setFixed(FIXED)}>fixed</button>
    <div id="stage"><boussole-odd17 ref={own} lang={lang} theme={undefined} heading-level={3} answers={given ? ANSWERS : undefined} overlay={words ? OVERLAY : null} catalogue={listed ? CATALOGUE : undefined} {...fixed}><a href="https://www.lerameau.fr/">Le RAMEAU</a></boussole-odd17></div>
  </>;
}

export default function App() {
  const [shown, setShown] = useState(true);
  const [second, setSecond] = useState(false);
  return <>
    <button id="toggle" onClick={() => setShown((is) => !is)}>toggle</button><button id="second" onClick={() => setSecond(true)}>second</button>
    {shown && <Compass />}{second && <boussole-odd17 />}
  </>;
}
