// What cannot wait for the app, or outlives it: the message when it cannot start or has died, and the channel in the links of
// a prerendered page. Inlined into index.html.
(() => {
  let started = false;
  const died = () => document.getElementById("died");
  const show = () => {
    if (died()) died().hidden = false;
    else addEventListener("DOMContentLoaded", show, { once: true });
  };
  // A dead app traps: later, other errors (a browser extension's, say) are none of ours.
  const fatal = (error) =>
    !started || (self.WebAssembly && error instanceof WebAssembly.RuntimeError);
  addEventListener("TrunkApplicationStarted", () => {
    started = true;
    if (died()) died().hidden = true;
  }, { once: true });
  // Captured, since a script that fails to load does not bubble; pictures and sheets are not fatal.
  addEventListener("error", (event) => {
    const { target } = event;
    const ours = target === window ? fatal(event.error) : target instanceof HTMLScriptElement && !started;
    if (ours) show();
  }, true);
  addEventListener("unhandledrejection", (event) => { if (fatal(event.reason)) show(); });
})();

// A page is prerendered for the web; pressed before the app is there, its links must not leave the channel (CH-12).
(() => {
  const channel = new URLSearchParams(location.search).get("channel");
  if (!channel) return;
  addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a[href]")) {
      const target = new URL(link.href);
      if (target.origin !== location.origin || target.searchParams.has("channel")) continue;
      target.searchParams.set("channel", channel);
      link.href = target;
    }
  }, { once: true });
})();
