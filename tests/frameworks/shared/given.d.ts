import type { Answers, Overlay } from "boussole-odd17";
export const ANSWERS: Answers;
export const OVERLAY: Overlay;
export const CATALOGUE: string;
export const heard: (event: Event) => void;
declare global { interface Window { heard?: string[] } }
