// What a script adds: a theme that is remembered, suggestions while one types, links to copy, filters in
// a dialog on phones. Without it every page does all it is there for.



/** An element with properties, attributes and children. */
function make(name, properties = {}, ...children) {
  const { attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** What a screen reader is told without the focus moving. */
const status = make("div", { className: "unseen", attributes: { role: "status" } });
document.body.append(status);

// Theme: the choice is set on the root before anything is painted, by theme.js; here it is made.
const root = document.documentElement;
const papers = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => [meta, meta.content]);

function showTheme() {
  const theme = root.dataset.theme ?? "";
  for (const radio of document.querySelectorAll('.theme input')) radio.checked = radio.value === theme;
  // The browser's own frame follows: both of its colors are then that of the theme.
  for (const [meta, own] of papers) {
    const chosen = papers.find(([other]) => theme && other.media.includes(theme));
    meta.content = chosen ? chosen[1] : own;
  }
}

function setTheme(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  showTheme();
}

document.querySelector(".theme")?.addEventListener("change", ({ target }) => {
  setTheme(target.value);
  try {
    if (target.value) localStorage.setItem("theme", target.value);
    else localStorage.removeItem("theme");
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
});
addEventListener("storage", ({ key, newValue }) => key === "theme" && setTheme(newValue ?? ""));
// A page that comes back from the browser's memory may be older than the choice.
addEventListener("pageshow", ({ persisted }) => {
  try {
    if (persisted) setTheme(localStorage.getItem("theme") ?? "");
  } catch {
    // Storage is forbidden: nothing was chosen elsewhere.
  }
});
showTheme();

// Suggestions: a combobox after the ARIA Authoring Practices, its list filled by the site.
const WAIT = 90; // Milliseconds after a key before the site is asked, so that a fast typist asks once
const LABELS = { path: "Career path", category: "Category", skill: "Skill" };

function suggestFor(form) {
  const input = form.elements.q;
  const id = `${input.id}-suggestions`;
  const list = make("ul", { className: "suggestions", hidden: true, id, attributes: { role: "listbox", "aria-label": "Suggestions" } });
  const known = new Map();
  let options = [];
  let chosen = -1;
  let timer;
  let typed = input.value;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", id);
  input.parentElement.classList.add("suggests");
  input.parentElement.append(list);

  const isOpen = () => !list.hidden;

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(at) {
    chosen = at;
    options.forEach(({ element }, index) => element.setAttribute("aria-selected", String(index === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[at].element.id);
      options[at].element.scrollIntoView({ block: "nearest" });
    }
  }

  function show(suggestions) {
    options = suggestions.map(({ kind, text, url, note }, index) => {
      const element = make("li", { id: `${id}-${index}`, attributes: { role: "option", "aria-selected": "false" } }, make("span", { textContent: text }));
      if (LABELS[kind]) element.append(" ", make("small", { textContent: LABELS[kind] }));
      if (note) element.append(" ", make("small", { textContent: note }));
      element.addEventListener("click", () => location.assign(url));
      return { element, url };
    });
    list.replaceChildren(...options.map(({ element }) => element));
    choose(-1);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(isOpen()));
    status.textContent = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
  }

  async function suggest() {
    const text = input.value.trim();
    typed = text;
    if (!text) return close();
    try {
      if (!known.has(text)) {
        const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
        if (!answer.ok) return close();
        known.set(text, (await answer.json()).suggestions);
      }
      // What was typed meanwhile has its own answer.
      if (typed === text && document.activeElement === input) show(known.get(text));
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, WAIT);
  });
  input.addEventListener("blur", close);
  // A press on the list must not take the focus from the box before it is a click.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = options.length - 1;
    const steps = {
      ArrowDown: () => (isOpen() ? choose(chosen >= last ? -1 : chosen + 1) : suggest()),
      ArrowUp: () => (isOpen() ? choose(chosen < 0 ? last : chosen - 1) : suggest()),
      Escape: isOpen() ? close : undefined,
      Enter: isOpen() && chosen >= 0 ? () => location.assign(options[chosen].url) : undefined,
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      step();
    } else if (event.key !== "Tab" && event.key !== "Enter") {
      choose(-1);
    }
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) suggestFor(form);

// Links to copy, where the browser lets a page write to the clipboard.
for (const button of document.querySelectorAll(".copy")) {
  if (!navigator.clipboard) {
    button.hidden = true;
    continue;
  }
  const own = button.textContent;
  button.addEventListener("click", async () => {
    const copied = navigator.clipboard.writeText(location.href).then(() => "Link copied", () => "Not copied");
    button.textContent = status.textContent = await copied;
    setTimeout(() => (button.textContent = own), 2500);
  });
}

// Filters: on phones the form lies in a dialog, which keeps the focus and closes with Escape.
const drawer = document.querySelector("details.drawer");
const wide = matchMedia("(min-width: 60rem)");

if (drawer) {
  const summary = drawer.querySelector("summary");
  const groups = drawer.querySelector(".groups");
  const closing = make("button", { type: "button", className: "quiet", textContent: "Close" });
  const title = make("h2", { textContent: "Filters", id: "filters-title" });
  const dialog = make("dialog", { className: "drawer", attributes: { "aria-labelledby": title.id } }, make("header", {}, title, closing));
  // Within the form, so that what is chosen there is sent with it.
  drawer.after(dialog);
  summary.addEventListener("click", (event) => {
    if (wide.matches) return;
    event.preventDefault();
    dialog.append(groups);
    dialog.showModal();
  });
  closing.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => drawer.append(groups));
  wide.addEventListener("change", () => dialog.close());
}
