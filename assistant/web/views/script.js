// Filters and sorting answer without a new page: the same address is asked, and only its result is put in place.
"use strict";
(() => {
  const result = document.getElementById("ergebnis");
  const form = document.querySelector("form[data-live]");
  if (!result || !form) return;
  let waiting = null;

  const show = async (address) => {
    waiting?.abort();
    waiting = new AbortController();
    result.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: waiting.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("ergebnis");
      if (!answer.ok || !fresh) throw new Error(String(answer.status));
      const focused = document.activeElement?.closest("th")?.cellIndex;
      // The line that is read out stays in place and gets new words; a new line would be passed over.
      const status = page.querySelector("[data-status]");
      document.querySelector("[data-status]").replaceChildren(...status.childNodes);
      result.replaceChildren(...fresh.childNodes);
      for (const old of form.querySelectorAll("input[type=hidden]")) old.remove();
      for (const kept of page.querySelectorAll("form[data-live] input[type=hidden]")) form.append(kept);
      const language = page.querySelector(".sprache");
      if (language) document.querySelector(".sprache").href = language.href;
      history.replaceState(null, "", address);
      if (focused !== undefined) result.querySelectorAll("thead th")[focused]?.querySelector("a")?.focus();
      result.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };

  const address = () => {
    const given = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...given]) if (!value) given.delete(name);
    return form.getAttribute("action").split("?")[0] + (given.size ? "?" + given : "");
  };
  let later = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(later);
    later = setTimeout(() => show(address()), event.target.type === "search" ? 250 : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(later);
    show(address());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!new URL(link.href).searchParams.has("sortierung")) form.querySelectorAll("select, input[type=search]").forEach((field) => (field.value = ""));
    show(link.href);
  });
  document.documentElement.classList.add("live");
})();
