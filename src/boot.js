// Shows the message at the end of the page when the app cannot start, or has died. Inlined into index.html.
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
