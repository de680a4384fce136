// Opens the passage behind a citation mark, and puts the page's words where Gradio has English ones.
"use strict";

(() => {
  const words = window.aqbWords;

  // Gradio follows the browser's language; this page has one language of its own.
  for (const [name, value] of [["language", words.language], ["languages", [words.language]]]) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  }

  let opener = null;
  let shownRows = 0;

  function findName(link) {
    return [...link.classList].find((name) => /^q\d+-c\w+$/.test(name));
  }

  function showTurn(turn) {
    for (const other of document.querySelectorAll(".panel .turn")) other.hidden = other !== turn;
  }

  function openPassage(link) {
    const name = findName(link);
    const mark = name && document.getElementById(name);
    if (!mark) return false;
    opener = link;
    showTurn(mark.closest(".turn"));
    mark.closest("details").open = true;
    for (const old of document.querySelectorAll("mark.now, a.cite.now")) old.classList.remove("now");
    for (const piece of document.getElementsByClassName(name)) piece.classList.add("now");
    mark.scrollIntoView({ block: "center", behavior: "auto" });
    mark.focus({ preventScroll: true });
    return true;
  }

  function goBack() {
    if (!opener || !opener.isConnected) return;
    opener.scrollIntoView({ block: "center", behavior: "auto" });
    opener.focus({ preventScroll: true });
  }

  async function copyAnswer(button) {
    const copy = button.closest(".answer").cloneNode(true);
    for (const rest of copy.querySelectorAll(".copy, details")) rest.remove();
    const shown = document.createElement("div");
    shown.style.cssText = "position:fixed;left:-99rem;width:40rem";
    shown.append(copy);
    document.body.append(shown);
    const text = shown.innerText.trim();
    shown.remove();
    const sources = new Map();
    for (const link of button.closest(".answer").querySelectorAll("a.cite")) sources.set(link.title, true);
    await navigator.clipboard.writeText([text, "", ...sources.keys()].join("\n").trim() + "\n");
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link && plain && openPassage(link)) event.preventDefault();
    if (event.target.closest(".source-back")) goBack();
    const button = event.target.closest("button.copy-answer");
    if (button) copyAnswer(button);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".panel")) goBack();
  });

  // What Gradio labels in English, or with the raw text of a whole message.
  function relabel() {
    for (const log of document.querySelectorAll('[role="log"]')) setLabel(log, words.chat);
    for (const message of document.querySelectorAll('#chat [data-testid="bot"]')) setLabel(message, words.answer);
    for (const message of document.querySelectorAll('#chat [data-testid="user"]')) setLabel(message, words.question);
    for (const button of document.querySelectorAll('#chat button[aria-label="Scroll down"]')) {
      setLabel(button, words.toEnd);
      button.title = words.toEnd;
    }
    for (const example of document.querySelectorAll('#chat button[aria-label^="Select example"]')) {
      example.removeAttribute("aria-label");
    }
    // A list of buttons is no list.
    for (const examples of document.querySelectorAll('#chat .examples[role="list"]')) examples.setAttribute("role", "group");
    for (const answer of document.querySelectorAll("#chat .answer:not(:has(.copy, .failed))")) {
      const line = document.createElement("p");
      line.className = "copy";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain-button copy-answer";
      button.textContent = words.copy;
      line.append(button);
      answer.append(line);
    }
    for (const link of document.querySelectorAll("#chat a.cite:not([aria-label])")) {
      link.setAttribute("aria-label", link.title);
    }
  }

  function findScroller(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      const flows = getComputedStyle(box).overflowY;
      if ((flows === "auto" || flows === "scroll") && box.scrollHeight > box.clientHeight + 1) return box;
    }
    return null;
  }

  // A new question goes to the top of the chat, so that its answer is read from the beginning.
  function showNewest() {
    const rows = document.querySelectorAll("#chat .user-row, #chat .answer");
    const grown = rows.length > shownRows;
    if (rows.length === shownRows) return;
    shownRows = rows.length;
    if (!grown) return;
    const questions = document.querySelectorAll("#chat .user-row");
    const newest = questions[questions.length - 1];
    const scroller = newest && findScroller(newest);
    if (scroller) scroller.scrollTop += newest.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    else if (newest && newest.getBoundingClientRect().bottom > innerHeight) newest.scrollIntoView({ block: "start" });
  }

  function setLabel(element, label) {
    if (element.getAttribute("aria-label") === label) return;
    element.setAttribute("aria-label", label);
    if (element.tagName === "DIV" && !element.hasAttribute("role")) element.setAttribute("role", "group");
  }

  document.addEventListener("DOMContentLoaded", () => {
    const watched = { childList: true, subtree: true, attributeFilter: ["aria-label"] };
    new MutationObserver(() => { relabel(); showNewest(); }).observe(document.body, watched);
    relabel();
  });
})();
