// What each app gives the element.
export const ANSWERS = { profile: "association", level: "local", maturity: 2 };
export const OVERLAY = { schema: "boussole/overlay/1", fr: { messages: { "widget-title": "La Boussole de la Ligue" } }, en: { messages: { "widget-title": "The League’s compass" } } };
/** An address, which frameworks set as a property. */
export const CATALOGUE = "/sub/catalogue.json";
/** What a framework's own listeners heard. */
export const heard = (event) => { (window.heard ||= []).push(event.type); };
