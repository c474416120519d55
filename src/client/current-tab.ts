/** On a phone the blue bar scrolls: the tab of this page comes into view, for browsers without scroll-initial-target. */
const tab = document.querySelector<HTMLElement>('.bar [aria-current]');
const list = tab?.closest('ul');
if (tab && list && list.scrollWidth > list.clientWidth) list.scrollLeft = tab.offsetLeft - list.clientWidth / 3;
