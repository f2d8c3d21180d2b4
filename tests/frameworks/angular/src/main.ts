import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal, viewChild } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import type { BoussoleRef } from "boussole-odd17/angular";
import type { Answers, Overlay } from "boussole-odd17";
import { ANSWERS, CATALOGUE, OVERLAY, heard } from "./given.js";

@Component({ selector: "app-root", schemas: [CUSTOM_ELEMENTS_SCHEMA], template: `
  <button id="answers" (click)="answers.set(given)">answers</button><button id="overlay" (click)="overlay.set(words)">overlay</button><button id="catalogue" (click)="catalogue.set(listed)">catalogue</button><button id="lang" (click)="lang.set('en')">lang</button><button id="toggle" (click)="shown.set(!shown())">toggle</button><button id="second" (click)="second.set(true)">second</button>
  <div id="stage">@if (shown()) {
    <boussole-odd17 #compass [lang]="lang()" [theme]="undefined" [startView]="undefined" [answers]="answers()" [overlay]="overlay()" [catalogue]="catalogue()" (boussole-ready)="heard($event)" (boussole-change)="heard($event)" (boussole-result)="heard($event)"><a href="https://www.lerameau.fr/">Le RAMEAU</a></boussole-odd17> }</div>
  @if (second()) { <boussole-odd17></boussole-odd17> }` })
class App {
  given = ANSWERS; words = OVERLAY; listed = CATALOGUE; heard = heard;
  compass = viewChild<BoussoleRef>("compass");
  answers = signal<Answers | undefined>(undefined); overlay = signal<Overlay | undefined>(undefined); catalogue = signal<string | undefined>(undefined);
  lang = signal("fr"); shown = signal(true); second = signal(false);
}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
// In a file of its own, which the page does not wait for.
void import("boussole-odd17/single").then(({ define }) => define());
