// Replaces the numbers of the status page every two seconds while it is looked at.
const box = document.querySelector('[data-live]');
async function refresh() {
  if (box && !document.hidden) {
    try {
      const answer = await fetch(box.dataset.live, { cache: 'no-store' });
      const html = answer.ok ? await answer.text() : '';
      if (html && html !== box.dataset.shown) {
        box.innerHTML = html;
        box.dataset.shown = html;
      }
      document.documentElement.dataset.away = answer.ok ? '' : 'yes';
    } catch {
      // The server is restarting: the next round asks again.
      document.documentElement.dataset.away = 'yes';
    }
  }
  setTimeout(refresh, 2000);
}
setTimeout(refresh, 2000);
