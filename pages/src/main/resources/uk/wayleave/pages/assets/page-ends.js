import { initAll } from "./govuk-frontend.min.js";

initAll();

// A page that shows what is latest looks now and then whether there is more, and says so; the reader decides when to see it.
const live = document.querySelector("[data-wl-live]");
if (live) {
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-wl-live]");
      if (fresh && fresh.dataset.wlLive !== live.dataset.wlLive) live.querySelector("[data-wl-news]").hidden = false;
    } catch {
      // Without the network there is no news.
    }
  };
  setInterval(look, 10000);
}
