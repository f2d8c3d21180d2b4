// The block in the editor: its settings beside, a card in its place. Nothing to build.
((wp) => {
  "use strict";
  const { blocks, blockEditor, components, element, i18n } = wp;
  const { createElement: el } = element;
  const { __ } = i18n;
  const choice = (label, values) => ({ label, values });
  const CHOICES = {
    lang: choice(__("Langue", "boussole-odd17"), ["", "fr", "en"]),
    startView: choice(__("Première vue", "boussole-odd17"), ["", "situate", "heading", "trajectory", "path", "method", "quick", "explore"]),
    theme: choice(__("Apparence", "boussole-odd17"), ["", "auto", "light", "dark"]),
    headingLevel: choice(__("Niveau du titre", "boussole-odd17"), ["", "2", "3", "4", "5"]),
    loading: choice(__("Chargement", "boussole-odd17"), ["", "lazy", "eager"]),
  };
  const TEXTS = {
    preset: __("Réponses proposées (profile=association;level=local)", "boussole-odd17"),
    lock: __("Réponses fixées et cachées (profile level)", "boussole-odd17"),
    views: __("Vues offertes, séparées par une espace (situate path explore) ; toutes si vide", "boussole-odd17"),
    catalogue: __("Adresse de vos ressources (JSON ou CSV)", "boussole-odd17"),
    library: __("Adresse d’un grand catalogue (library.bin)", "boussole-odd17"),
    partner: __("Votre repère, recopié dans les événements", "boussole-odd17"),
  };

  blocks.registerBlockType("boussole/odd17", {
    edit({ attributes, setAttributes }) {
      const set = (name) => (value) => setAttributes({ [name]: value || undefined });
      const fields = [
        ...Object.entries(CHOICES).map(([name, { label, values }]) => el(components.SelectControl, {
          key: name, label, value: attributes[name] || "", onChange: set(name),
          options: values.map((value) => ({ value, label: value || __("par défaut", "boussole-odd17") })),
        })),
        ...Object.entries(TEXTS).map(([name, label]) => el(components.TextControl, { key: name, label, value: attributes[name] || "", onChange: set(name) })),
      ];
      return el("div", blockEditor.useBlockProps(),
        el(blockEditor.InspectorControls, null, el(components.PanelBody, { title: __("Boussole", "boussole-odd17") }, fields)),
        el(components.Placeholder, { icon: "location-alt", label: __("Boussole de l’ODD 17", "boussole-odd17") },
          __("La boussole s’affichera ici sur la page publiée. Réglages à droite.", "boussole-odd17")));
    },
    // The server draws it: nothing to keep in the article.
    save: () => null,
  });
})(window.wp);
