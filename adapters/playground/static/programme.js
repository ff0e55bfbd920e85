// The page is loaded anew when the files of the programme say something else; it stays where it was.
"use strict";
(() => {
  const programme = document.getElementById("programme");
  if (!programme) return;
  const kept = `scroll ${location.pathname}${location.search}`;
  const often = 1500, seldom = 30000;
  let waiting = often;

  const before = sessionStorage.getItem(kept);
  if (before !== null) {
    sessionStorage.removeItem(kept);
    window.scrollTo(0, Number(before));
  }

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(programme.dataset.asks, { cache: "no-store" });
        if (!answer.ok) throw new Error(answer.statusText);
        const told = await answer.json();
        if (told.state !== programme.dataset.state) {
          sessionStorage.setItem(kept, String(window.scrollY));
          location.reload();
          return;
        }
        const looked = programme.querySelector(".looked time");
        if (looked) looked.textContent = told.looked_at;
        waiting = often;
      } catch {
        // The bot was stopped, or one has to sign in again: ask ever more seldom.
        waiting = Math.min(waiting * 2, seldom);
      }
    }
    later();
  }

  let timer = 0;
  function later() {
    clearTimeout(timer);
    // Who doesn't look is not asked for; visibilitychange brings them back.
    if (!document.hidden) timer = setTimeout(look, waiting);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      waiting = often;
      clearTimeout(timer);
      look();
    }
  });
  later();
})();
