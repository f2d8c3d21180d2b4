import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import type { Result } from "boussole-odd17";
import "boussole-odd17/angular";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Angular</h1>
      <boussole-odd17 lang="fr" (boussole-result)="heading.set($event.detail.heading)">
        <a href="https://www.lerameau.fr/">Découvrir la démarche du RAMEAU</a>
      </boussole-odd17>
      <p role="status">
        @if (heading(); as heading) {
          Performance : {{ heading.permille.performance / 10 }} %
        }
      </p>
    </main>
  `,
})
class App {
  heading = signal<Result["heading"]>(null);
}

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
// Angular copies no file of a package: this entry needs none. In a file of its own, the page does not wait for it.
void import("boussole-odd17/single").then(({ define }) => define());
