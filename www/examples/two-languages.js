for (const button of document.querySelectorAll("button[value]"))
  button.addEventListener("click", () => {
    document.documentElement.lang = button.value;
  });
