import { mount } from "svelte";
import { define } from "boussole-odd17";
import App from "./App.svelte";

define();
mount(App, { target: document.getElementById("app")! });
