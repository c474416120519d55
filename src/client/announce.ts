/** Says a sentence to screen readers through the frame's live region. */
export const announce = (text: string): void => {
  const region = document.querySelector('#aankondiging');
  if (region) region.textContent = text;
};
