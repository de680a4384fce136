// What the page does in the browser: opens the passage behind a citation mark, steps through sections, sorts tables,
// copies and saves, and sends clicks on chips and tools to the server. Puts the page's words where Gradio has English ones.
"use strict";

(() => {
  const words = window.aqbWords;

  // Gradio follows the browser's language; this page has one language of its own.
  for (const [name, value] of [["language", words.language], ["languages", [words.language]]]) {
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });
  }

  let opener = null;
  let shownRows = 0;

  // Passages

  function findName(link) {
    return [...link.classList].find((name) => /^q\d+-c\w+$/.test(name));
  }

  function showTurn(turn) {
    for (const other of document.querySelectorAll(".panel .turn")) other.hidden = other !== turn;
  }

  function openPassage(link) {
    const name = findName(link);
    for (const steps of document.querySelectorAll(".source-steps")) showSection(steps, Number(steps.dataset.section));
    const mark = name && document.getElementById(name);
    if (!mark) return false;
    opener = link;
    showTurn(mark.closest(".turn"));
    mark.closest("details").open = true;
    for (const old of document.querySelectorAll("mark.now, a.cite.now")) old.classList.remove("now");
    for (const piece of document.getElementsByClassName(name)) piece.classList.add("now");
    link.classList.add("now");
    mark.scrollIntoView({ block: "center", behavior: "auto" });
    mark.focus({ preventScroll: true });
    return true;
  }

  function goBack() {
    if (!opener || !opener.isConnected) return;
    opener.scrollIntoView({ block: "center", behavior: "auto" });
    opener.focus({ preventScroll: true });
  }

  // Another section of a cited document, taken from the document's own page; the cited one is kept with its marks.
  async function showSection(steps, number) {
    const text = steps.parentElement.querySelector(".source-text");
    const shown = Number(steps.dataset.shown || steps.dataset.section);
    if (number === shown) return;
    text.quoted ??= text.innerHTML;
    if (number === Number(steps.dataset.section)) text.innerHTML = text.quoted;
    else {
      const section = await loadSection(steps.dataset.address, number);
      text.innerHTML = "";
      if (section) text.append(...section.childNodes);
      else text.textContent = words.sectionFailed;
    }
    steps.dataset.shown = number;
    for (const step of steps.querySelectorAll(".step")) {
      const goal = number + Number(step.dataset.step);
      step.hidden = goal < 1 || goal > Number(steps.dataset.last);
      step.hash = `#abschnitt-${goal}`;
    }
  }

  async function loadSection(address, number) {
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(`abschnitt-${number}`);
  }

  async function step(link) {
    const steps = link.closest(".source-steps");
    await showSection(steps, Number(steps.dataset.shown || steps.dataset.section) + Number(link.dataset.step));
    const text = steps.parentElement.querySelector(".source-text");
    text.tabIndex = -1;
    text.focus({ preventScroll: true });
    steps.closest("details").scrollIntoView({ block: "nearest" });
  }

  // Copying and saving

  async function copy(text, button, said) {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyByHand(text);
    const label = button.textContent;
    button.textContent = said;
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  // Without TLS a browser has no clipboard of its own for scripts.
  function copyByHand(text) {
    const box = document.createElement("textarea");
    box.value = text;
    box.style.cssText = "position:fixed;left:-99rem";
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }

  function readAnswer(answer) {
    const clone = answer.cloneNode(true);
    for (const rest of clone.querySelectorAll(".tools, .plan, .readings, details")) rest.remove();
    const shown = document.createElement("div");
    shown.style.cssText = "position:fixed;left:-99rem;width:40rem";
    shown.append(clone);
    document.body.append(shown);
    const text = shown.innerText.trim();
    shown.remove();
    const sources = new Set([...answer.querySelectorAll("a.cite")].map((link) => link.title));
    return [text, "", ...sources].join("\n").trim() + "\n";
  }

  window.aqbSave = (file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  function listQuestions(until) {
    const questions = [];
    for (const question of document.querySelectorAll("#chat .question:not(.changed)")) {
      if (until && question.compareDocumentPosition(until) & Node.DOCUMENT_POSITION_PRECEDING) break;
      questions.push(question.innerText.trim());
    }
    return questions;
  }

  function addressOf(questions, language) {
    const address = new URL(location.pathname, location.href);
    for (const question of questions) address.searchParams.append("q", question);
    if (language) address.searchParams.set("lang", language);
    return address.href;
  }

  // Tables

  function sortKey(cell) {
    const key = [...cell.classList].find((name) => name.startsWith("k-"));
    return key ? key.slice(2) : cell.textContent.trim();
  }

  function compareCells(left, right) {
    const [a, b] = [sortKey(left), sortKey(right)];
    const numbers = [a, b].every((key) => /^-?\d+(\.\d+)?$/.test(key));
    return numbers ? Number(a) - Number(b) : a.localeCompare(b, words.language);
  }

  function sortRows(button) {
    const head = button.closest("th");
    const column = [...head.parentElement.children].indexOf(head);
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].sort((a, b) => compareCells(a.cells[column], b.cells[column]));
    body.append(...(falling ? rows.reverse() : rows));
  }

  // Clicks that the server answers

  function readNumber(element, prefix) {
    const name = [...element.classList].find((one) => one.startsWith(prefix) && /^\d+$/.test(one.slice(prefix.length)));
    return name ? Number(name.slice(prefix.length)) : 0;
  }

  function send(button, text) {
    const answer = button.closest(".answer");
    const verb = [...button.classList].find((name) => name.startsWith("do-")).slice(3);
    const turn = answer ? readNumber(answer, "turn-") : 0;
    window.aqbSend({ act: verb, turn, n: readNumber(button, "n-"), text });
  }

  function askForComment(button) {
    const form = document.getElementById("rueckmeldung");
    const comment = form.querySelector("textarea");
    comment.value = "";
    form.returnValue = "";
    form.onclose = () => {
      if (form.returnValue === "send") send(button, comment.value);
      button.focus();
    };
    form.showModal();
    comment.focus();
  }

  function act(button) {
    if (button.classList.contains("do-wrong")) askForComment(button);
    else if (button.classList.contains("do-ask")) send(button, button.textContent);
    else if (button.classList.contains("do-markdown")) send(button, location.origin + location.pathname);
    else send(button, "");
    const menu = button.closest(".chip-menu");
    if (menu) menu.open = false;
  }

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const link = on("a.cite");
    if (link && plain && openPassage(link)) event.preventDefault();
    if (plain && on("a.step")) { event.preventDefault(); step(on("a.step")); }
    if (on(".source-back")) goBack();
    if (on(".act")) act(on(".act"));
    if (on(".do-stop")) window.aqbStop();
    if (on("button.sort")) sortRows(on("button.sort"));
    if (on(".copy-answer")) copy(readAnswer(on(".answer")), on(".copy-answer"), words.copied);
    if (on(".copy-question")) copy(addressOf(listQuestions(on(".answer"))), on(".copy-question"), words.linkCopied);
    if (on(".copy-address")) {
      const whole = on(".source-ways").querySelector("a");
      copy(whole.href, on(".copy-address"), words.linkCopied);
    }
    if (plain && on("a.language")) on("a.language").href = addressOf(listQuestions(), on("a.language").lang);
    for (const menu of document.querySelectorAll(".chip-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // A menu may lie below what is in view.
  document.addEventListener("toggle", (event) => {
    const menu = event.target.open && event.target.querySelector(":scope > .menu");
    if (menu) menu.scrollIntoView({ block: "nearest" });
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target.closest(".panel")) goBack();
    const menu = event.target.closest(".chip-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
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
    for (const named of document.querySelectorAll("#chat :is(a.cite, .chip-off, .chip-menu > summary):not([aria-label])")) {
      named.setAttribute("aria-label", named.title);
    }
    for (const table of document.querySelectorAll("#chat .rows-scroll:not([role])")) {
      table.tabIndex = 0;
      table.setAttribute("role", "group");
      setLabel(table, table.parentElement.querySelector("summary").textContent);
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
