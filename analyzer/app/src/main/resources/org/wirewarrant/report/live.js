"use strict";
(() => {
  const every = 5000;
  const said = document.getElementById("connection");
  const refresh = async () => {
    try {
      const answer = await fetch("/", { cache: "no-store", credentials: "omit" });
      if (!answer.ok) throw new Error(answer.status);
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = document.getElementById("now");
      if (!now.contains(document.activeElement)) {
        now.replaceWith(document.adoptNode(next.getElementById("now")));
      }
      document.title = next.title;
      said.textContent = "";
    } catch (gone) {
      said.textContent = "No answer since " + new Date().toISOString().slice(11, 19) + " UTC: the run has ended, or cannot be reached.";
    }
  };
  const loop = async () => {
    if (!document.hidden) await refresh();
    setTimeout(loop, every);
  };
  setTimeout(loop, every);
})();
