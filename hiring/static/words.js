// Counts the words of a box and says so after a pause, so that a screen reader is not interrupted at every key.
const PAUSE_MS = 1000;

const counted = (text) => text.split(/\s+/).filter(Boolean).length;

const sentence = (count, { wordsOne, wordsMany, wordsTypical }) =>
  `${(count === 1 ? wordsOne : wordsMany).replace("{count}", count)} ${wordsTypical}`.trim();

function follow(line) {
  const box = document.getElementById(line.dataset.wordsFor);
  const say = () => {
    line.textContent = sentence(counted(box.value), line.dataset);
  };
  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, PAUSE_MS);
  });
  say();
}

document.querySelectorAll("[data-words-for]").forEach(follow);
