// A page that comes back with problems starts at their summary.
const summary = document.querySelector(".govuk-error-summary");

if (summary) {
  summary.tabIndex = -1;
  summary.focus();
}
