// What the pages do by themselves: tell the server what was asked for, dialogs, suggestions, the theme.
"use strict";

const playground = (() => {
  const root = document.documentElement;
  const stored = localStorage.getItem("theme");
  if (stored) root.dataset.theme = stored;

  const find = (selector) => document.querySelector(selector);

  // What was asked for is under way until the server has answered; meanwhile it can't be asked for again.
  const REPEATED = new Set(["search", "week", "back", "closed"]);
  const underWay = new Map();
  let last = 0;
  function ask(what, about = "", fields = {}) {
    const key = `${what} ${about}`;
    if (!REPEATED.has(what) && isUnderWay(key)) return false;
    // What is written while nobody hears stays where it is written.
    if (!find("#lost").hidden) return false;
    last += 1;
    if (!REPEATED.has(what)) underWay.set(last, key);
    find("#failed").hidden = true;
    tellBusy();
    emitEvent("do", { do: what, with: about, fields, number: last });
    return true;
  }
  const isUnderWay = (key) => [...underWay.values()].includes(key);
  function answered(number, well) {
    underWay.delete(number);
    heard(number, well);
    if (!well) find("#failed").hidden = false;
    tellBusy();
  }
  function tellBusy() {
    const busy = underWay.size > 0;
    find(".log")?.setAttribute("aria-busy", String(busy));
    for (const one of document.querySelectorAll("button[data-do], form[data-do] button[type=submit]")) {
      const asking = one.dataset.do ? one : one.form;
      const waits = busy && isUnderWay(`${asking.dataset.do} ${asking.dataset.with || ""}`);
      if (waits) one.setAttribute("aria-disabled", "true");
      else if (one.hasAttribute("aria-disabled")) one.removeAttribute("aria-disabled");
    }
  }
  function watchConnection() {
    if (!window.socket) return void setTimeout(watchConnection, 100);
    window.socket.on("disconnect", () => { find("#lost").hidden = false; });
    window.socket.on("connect", () => {
      find("#lost").hidden = true;
      // What was under way when the connection broke is answered no more.
      underWay.clear();
      tellBusy();
      if (sending) recover();
    });
  }

  function toggleTheme() {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  }

  // Dialogs: the server fills one, then has it opened.
  let opener = null;
  function open() {
    requestAnimationFrame(() => {
      const dialog = find("#dialog");
      if (!dialog.open) {
        opener = document.activeElement;
        dialog.showModal();
      }
      dialog.scrollTop = 0;
      (dialog.querySelector("[aria-invalid]") || dialog.querySelector("input, select, textarea")
        || dialog.querySelector("#dialog-title"))?.focus();
    });
  }
  function close() {
    const dialog = find("#dialog");
    if (!dialog.open) return;
    dialog.close();
    (opener?.isConnected ? opener : find("#composer")).focus();
  }

  // Suggestions below the composer, chosen by arrows and Tab or Enter, or by a click.
  const options = () => [...document.querySelectorAll("#suggestions [role=option]")];
  const chosen = () => options().findIndex((one) => one.getAttribute("aria-selected") === "true");
  function choose(number) {
    const all = options();
    all.forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
    const composer = find("#composer");
    if (all[number]) {
      composer.setAttribute("aria-activedescendant", all[number].id);
      all[number].scrollIntoView({ block: "nearest" });
    } else composer.removeAttribute("aria-activedescendant");
  }
  function take(option) {
    const composer = find("#composer");
    composer.value = option.dataset.line;
    composer.focus();
    hint();
  }
  let waiting = 0;
  function hint() {
    clearTimeout(waiting);
    store("draft", drafts, find("#composer").value);
    // What is suggested for the line before is chosen no more.
    choose(-1);
    waiting = setTimeout(() => emitEvent("hint", find("#composer").value), 80);
  }

  function send(form) {
    const fields = Object.fromEntries(new FormData(form));
    if (ask(form.dataset.do, form.dataset.with, fields) && form.dataset.do === "send") {
      sending = { number: last, drafts, text: fields.text };
      store("sent", drafts, fields.text);
      form.reset();
      hint();
    }
  }

  // What somebody writes in a room outlives the page in this tab, until the server says that it has it.
  let drafts = "", sending = null;
  function store(kind, where, text) {
    if (text) sessionStorage.setItem(`${kind} ${where}`, text);
    else sessionStorage.removeItem(`${kind} ${where}`);
  }
  const kept = (kind) => sessionStorage.getItem(`${kind} ${drafts}`) || "";
  function forget() {
    const written = Object.keys(sessionStorage).filter((key) => /^(draft|sent) /.test(key));
    written.forEach((key) => sessionStorage.removeItem(key));
  }
  function recover() {
    const said = [...document.querySelectorAll(".log .typed .plain")].at(-1)?.textContent;
    const sent = kept("sent");
    const texts = [sent === said ? "" : sent, kept("draft")];
    store("sent", drafts, "");
    find("#composer").value = texts.filter((one, at) => one && texts.indexOf(one) === at).join("\n");
    hint();
  }
  function heard(number, well) {
    if (sending?.number !== number) return;
    const { drafts: where, text } = sending;
    sending = null;
    if (!well && where === drafts) return recover();
    if (!well) return;
    store("sent", where, "");
    if (where !== drafts || find("#composer").value !== text) return;
    // It was put back when the connection broke, and had arrived all the same.
    find("#composer").value = "";
    hint();
  }
  function changeDrafts() {
    const here = find("[data-drafts]")?.dataset.drafts;
    if (!here || here === drafts || !find("#composer")) return;
    drafts = here;
    recover();
  }

  // What a newcomer is told stays closed once it was closed.
  if (localStorage.getItem("known")) root.dataset.known = "yes";
  function know(known) {
    if (known) {
      root.dataset.known = "yes";
      localStorage.setItem("known", "yes");
      find("#composer").focus();
    } else {
      delete root.dataset.known;
      localStorage.removeItem("known");
    }
  }

  // Where there is no room for the list of people beside the messages, it is folded away.
  function unfold(open) {
    const fold = find("[data-fold]");
    if (!fold.checkVisibility()) return;
    if (open) root.dataset.people = "open";
    else delete root.dataset.people;
    fold.setAttribute("aria-expanded", String(open));
    if (open) find("#search").focus();
    else fold.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) return toggleTheme();
    if (event.target.closest("[data-close]")) return close();
    const option = event.target.closest("#suggestions [role=option]");
    if (option) return take(option);
    if (event.target.closest("[data-got-it]")) return know(true);
    if (event.target.closest("[data-ask-again]")) return know(false);
    const hiding = event.target.closest("[data-hide]");
    if (hiding) { find(`#${hiding.dataset.hide}`).hidden = true; return; }
    if (event.target.closest("[data-fold]")) return unfold(root.dataset.people !== "open");
    const link = event.target.closest('a[href^="/pages/"]');
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link?.closest(".log, dialog") && plain) {
      event.preventDefault();
      return void ask("open", decodeURIComponent(link.getAttribute("href").slice("/pages/".length)));
    }
    const asked = event.target.closest("button[data-do]");
    if (!asked) return;
    ask(asked.dataset.do, asked.dataset.with);
    if (asked.closest(".people")) unfold(false);
  });
  document.addEventListener("submit", (event) => {
    // Whoever comes to this tab next finds nothing of theirs.
    if (event.target.getAttribute("action") === "/sign-out") forget();
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "composer") hint();
    else if (event.target.dataset.live) ask(event.target.dataset.live, "", { words: event.target.value });
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "composer" || event.isComposing) return;
    const all = options();
    const at = chosen();
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((at + step + all.length) % all.length);
    } else if ((event.key === "Tab" || event.key === "Enter") && at >= 0 && !event.shiftKey) {
      event.preventDefault();
      take(all[at]);
    } else if (event.key === "Tab" && all.length && !event.shiftKey && event.target.value.startsWith("/")) {
      event.preventDefault();
      take(all[0]);
    } else if (event.key === "Escape") choose(-1);
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(event.target.form);
    }
  });

  // What is drawn anew keeps the focus; where a button of a message went away, the messages have it.
  let held = null;
  document.addEventListener("focusin", ({ target }) => {
    held = target.dataset.do ? { one: target, log: target.closest(".log") } : null;
  });
  document.addEventListener("pointerdown", () => { held = null; });
  function keepFocus() {
    if (!held || held.one.isConnected || document.activeElement !== document.body) return;
    const same = [...document.querySelectorAll(`[data-do="${held.one.dataset.do}"]`)]
      .find((one) => one.dataset.with === held.one.dataset.with && !one.disabled);
    (same || held.log)?.focus({ preventScroll: true });
  }

  // The line of weeks is where its reader has scrolled it, until another week has come.
  let line = null, week = "", left = 0;
  function keepLine() {
    const phases = find(".phases");
    if (!phases || phases === line) return;
    line = phases;
    const now = phases.querySelector("[aria-current=step]");
    if (now && now.dataset.with !== week) {
      week = now.dataset.with;
      left = now.getBoundingClientRect().left - phases.getBoundingClientRect().left - phases.clientWidth / 2;
    }
    phases.scrollLeft = left;
    phases.addEventListener("scroll", () => { left = phases.scrollLeft; }, { passive: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    watchConnection();
    // A dialog is closed by Escape as well; the server forgets what was open.
    document.addEventListener("close", (event) => {
      if (event.target.id === "dialog") ask("closed");
    }, true);
    const look = () => {
      keepFocus();
      keepLine();
      changeDrafts();
      if (underWay.size) tellBusy();
      // Whether suggestions are shown is told to those who do not see it.
      find("#composer")?.setAttribute("aria-expanded", String(options().length > 0));
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    // The page may have been put together by now.
    look();
  });

  return { open, close, answered };
})();
