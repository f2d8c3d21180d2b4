// The block in the editor: the compass itself, and its settings beside. Nothing to build.
((wp) => {
  "use strict";
  const { blockEditor, blocks, components, element, i18n } = wp;
  const { createElement: el, useEffect, useState } = element;
  const { __ } = i18n;

  /** What a setting may name, with its words: `vocabulary.json` of the release. */
  const VOCABULARY = "{{VOCABULARY}}";
  const LANGUAGE = document.documentElement.lang.startsWith("fr") ? "fr" : "en";
  /** Where the release is, and the language of the site: the editor's own page says neither. */
  const { base, lang: siteLanguage } = window.boussoleOdd17;

  /** The compass is drawn anew when nothing was typed for so long: milliseconds. */
  const PAUSE = 500;

  const named = (list) => VOCABULARY[list].map(({ id, label }) => ({ value: id, label: label[LANGUAGE] || label.en }));
  const usual = { value: "", label: __("Default", "boussole-odd17") };
  const unset = { value: "", label: __("Not proposed", "boussole-odd17") };

  /** A setting is one of a list, some of a list, or a text. */
  const one = (label, options, help) => ({ kind: "one", label, options, help });
  const some = (label, options, help) => ({ kind: "some", label, options, help });
  const text = (label, help) => ({ kind: "text", label, help });

  /** The settings, by panel; each is an attribute of the element. */
  const PANELS = [
    [__("Compass", "boussole-odd17"), {
      lang: one(__("Language", "boussole-odd17"), [
        { value: "", label: __("Language of the page", "boussole-odd17") },
        // Each in its own words.
        { value: "fr", label: "Français" },
        { value: "fr-x-falc", label: "Français facile à lire" },
        { value: "en", label: "English" },
      ]),
      startView: one(__("First view", "boussole-odd17"), [usual, ...named("views")]),
      views: some(__("Views offered", "boussole-odd17"), named("views"), __("All views, if none is named.", "boussole-odd17")),
      theme: one(__("Colours", "boussole-odd17"), [
        { value: "", label: __("As the page", "boussole-odd17") },
        { value: "light", label: __("Light", "boussole-odd17") },
        { value: "dark", label: __("Dark", "boussole-odd17") },
      ]),
      headingLevel: one(__("Level of its title", "boussole-odd17"), [
        usual,
        // translators: %s is the level of a heading, 2 to 5.
        ...["2", "3", "4", "5"].map((level) => ({ value: level, label: i18n.sprintf(__("Heading %s", "boussole-odd17"), level) })),
      ], __("The level below the title that stands above the compass in your page.", "boussole-odd17")),
      loading: one(__("Start", "boussole-odd17"), [
        { value: "", label: __("When it comes near the window", "boussole-odd17") },
        { value: "eager", label: __("At once", "boussole-odd17") },
      ]),
    }],
    [__("Your resources", "boussole-odd17"), {
      catalogue: text(__("Address of your resources", "boussole-odd17"), __("A JSON or CSV file. They join ours, or replace them.", "boussole-odd17")),
      library: text(__("Address of a large catalogue", "boussole-odd17"), __("A file named library.bin, as the project’s command line makes it.", "boussole-odd17")),
    }],
    [__("Links and keeping", "boussole-odd17"), {
      share: one(__("Link in the address of the page", "boussole-odd17"), [
        { value: "", label: __("Never: the visitor asks for a link", "boussole-odd17") },
        { value: "fragment", label: __("Follows the answers, behind #", "boussole-odd17") },
      ]),
      hashKey: text(__("Name of this compass in the address", "boussole-odd17"), __("Small letters: for a page with more than one.", "boussole-odd17")),
      storage: one(__("Keeping on the visitor’s device", "boussole-odd17"), [
        { value: "", label: __("Not offered", "boussole-odd17") },
        { value: "session", label: __("Offered, until the window closes", "boussole-odd17") },
        { value: "local", label: __("Offered, until the visitor erases it", "boussole-odd17") },
      ]),
      journey: text(__("Journey to begin with", "boussole-odd17"), __("A link made by “Keep, share”.", "boussole-odd17")),
      partner: text(__("Your mark", "boussole-odd17"), __("Copied into the events that your page may hear, never sent.", "boussole-odd17")),
    }],
  ];

  /** The answers that a page may propose. */
  const ANSWERS = {
    profile: one(__("Profile", "boussole-odd17"), [unset, ...named("profile")]),
    domains: some(__("Fields", "boussole-odd17"), named("domains")),
    level: one(__("Level", "boussole-odd17"), [unset, ...named("level")]),
    maturity: one(__("Maturity", "boussole-odd17"), [unset, ...named("maturity")]),
    objectives: some(__("Objectives", "boussole-odd17"), named("objectives")),
    usage: one(__("Need", "boussole-odd17"), [unset, ...named("usage")]),
  };

  /** `profile=association;level=local` as an object, and back; what it holds beside the answers above stays. */
  const read = (preset) => Object.fromEntries((preset || "").split(";").filter((part) => part.includes("=")).map((part) => part.split("=").map((word) => word.trim())));
  const written = (answers) => Object.entries(answers).filter(([, value]) => value).map((pair) => pair.join("=")).join(";");

  function field(name, { kind, label, options, help }, value, set) {
    const shared = { key: name, label, help, __nextHasNoMarginBottom: true, __next40pxDefaultSize: true };
    if (kind === "one") return el(components.SelectControl, { ...shared, options, value: value || "", onChange: set });
    if (kind === "text") return el(components.TextControl, { ...shared, value: value || "", onChange: set });
    const labelOf = (id) => (options.find((own) => own.value === id) || { label: id }).label;
    const idOf = (word) => (options.find((own) => own.label === word || own.value === word) || { value: "" }).value;
    return el(components.BaseControl, { key: name, help, __nextHasNoMarginBottom: true },
      el(components.FormTokenField, {
        ...shared,
        help: undefined,
        value: (value || "").split(/[\s,]+/).filter(Boolean).map(labelOf),
        suggestions: options.map((own) => own.label),
        maxSuggestions: options.length,
        onChange: (words) => set(words.map(idOf).filter(Boolean).join(",")),
        __experimentalExpandOnFocus: true,
        __experimentalShowHowTo: false,
        __experimentalValidateInput: (word) => Boolean(idOf(word)),
      }));
  }

  /** The answers that are proposed, and whether they are fixed. */
  function proposed({ preset, lock }, setAttributes) {
    const answers = read(preset);
    const change = (next) => setAttributes({ preset: written(next) || undefined, lock: (lock && Object.keys(next).filter((name) => next[name]).join(" ")) || undefined });
    return [
      ...Object.entries(ANSWERS).map(([name, setting]) => field(name, setting, answers[name], (value) => change({ ...answers, [name]: value }))),
      el(components.ToggleControl, {
        key: "lock",
        label: __("Fix these answers", "boussole-odd17"),
        help: __("Their questions are hidden.", "boussole-odd17"),
        checked: Boolean(lock),
        onChange: (fixed) => setAttributes({ lock: (fixed && Object.keys(answers).join(" ")) || undefined }),
        __nextHasNoMarginBottom: true,
      }),
      field("preset", text(__("As one text", "boussole-odd17"), "profile=association;level=local;horizons=60,25,15;start=2026-09-01"), preset, (value) => setAttributes({ preset: value || undefined })),
    ];
  }

  /** The attributes of the element in the editor: the address there is the editor's, and what is kept there is not the visitor's. */
  function shown(attributes) {
    const names = [...PANELS.flatMap(([, settings]) => Object.keys(settings)), "preset", "lock"].filter((name) => !["share", "storage"].includes(name) && attributes[name]);
    return Object.fromEntries(names.map((name) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), attributes[name]]));
  }

  function Edit({ attributes, setAttributes }) {
    const wanted = JSON.stringify(shown(attributes));
    const [drawn, draw] = useState(wanted);
    useEffect(() => {
      const timer = setTimeout(() => draw(wanted), PAUSE);
      return () => clearTimeout(timer);
    }, [wanted]);
    const panel = (title, fields, initialOpen) => el(components.PanelBody, { key: title, title, initialOpen }, fields);
    const panels = PANELS.map(([title, settings], place) => panel(title, Object.entries(settings).map(([name, setting]) =>
      field(name, setting, attributes[name], (value) => setAttributes({ [name]: value || undefined }))), place === 0));
    panels.splice(1, 0, panel(__("Proposed answers", "boussole-odd17"), proposed(attributes, setAttributes), false));
    return el("div", blockEditor.useBlockProps(),
      el(blockEditor.InspectorControls, null, panels),
      // A new element for each change: most of its attributes are read once.
      el(components.Disabled, null, el("boussole-odd17", { lang: siteLanguage, ...JSON.parse(drawn), key: drawn, base, loading: "eager" }, link(attributes))));
  }

  /** What is left of the block when the plugin is not there any more; it depends on the settings alone. */
  function link({ lang }) {
    return el("a", { href: "https://www.lerameau.fr/" }, !lang || lang.startsWith("fr") ? "Découvrir la démarche du RAMEAU" : "Discover the RAMEAU approach");
  }

  blocks.registerBlockType("boussole/odd17", {
    edit: Edit,
    // The server draws the compass in its place.
    save: ({ attributes }) => el("p", blockEditor.useBlockProps.save(), link(attributes)),
    // Written by hand, it has nothing in it.
    deprecated: [{ save: () => null }],
  });
})(window.wp);
