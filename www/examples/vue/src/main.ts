import { createApp } from "vue";
import { define } from "boussole-odd17";
import App from "./App.vue";

define();
createApp(App).mount("#app");
