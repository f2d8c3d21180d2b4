const [form] = document.forms;
addEventListener("boussole-result", ({ target, detail }) => {
  const { permille } = detail.heading;
  form.heading.value = Object.entries(permille)
    .map(([impact, share]) => `${impact} ${Math.round(share / 10)} %`)
    .join(", ");
  form.journey.value = target.toLink();
});
form.addEventListener("submit", (event) => {
  // A real site would let it go to its own address.
  event.preventDefault();
  form.querySelector("[role=status]").textContent = "Envoyé à votre site, avec le lien du parcours.";
});
