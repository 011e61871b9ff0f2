// Keeps an answer saved while it is written. The form works without this script; with it, at most two seconds of
// typing are not yet on the server, and what is not there is in this browser's journal.
//
// One write is under way at a time. A write keeps its key until the server has acknowledged it, so that sending it
// again can never save it twice. A newer text of another tab or device is shown, never overwritten.
//
// What it says stands in the form's data-say-* attributes, in the language of the page.

const PAUSE_MS = 800;
const LONGEST_MS = 1800;
const SLOW_MS = 300;
const TIMEOUT_MS = 10000;
const LEAVING_MS = 1000;
const RETRY_MS = [2000, 4000, 8000, 15000, 30000];
const JOURNAL = "hiring.answer.";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const inOrder = ({ text, choices }) => JSON.stringify([text ?? "", Object.entries(choices ?? {}).sort()]);
const same = (a, b) => inOrder(a) === inOrder(b);

// crypto.randomUUID exists only on secure origins; a trial on a plain-http network still needs keys.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

// ---- What a form holds ----

const textBox = (form) => form.querySelector("textarea[name=text]");
const choiceInputs = (form) => [...form.querySelectorAll("input[type=radio], select")];

const asItIs = { text: (box) => box.value, isChosen: (radio) => radio.checked, value: (select) => select.value };
const asItCame = {
  text: (box) => box.defaultValue,
  isChosen: (radio) => radio.defaultChecked,
  value: (select) => ([...select.options].find((option) => option.defaultSelected) ?? select.options[0]).value,
};

function readAnswer(form, state = asItIs) {
  const answer = {};
  const inputs = choiceInputs(form);
  const value = (input) => (input.type === "radio" ? input.value : state.value(input));
  if (textBox(form)) answer.text = state.text(textBox(form));
  if (inputs.length) {
    const chosen = inputs.filter((input) => input.type !== "radio" || state.isChosen(input));
    answer.choices = Object.fromEntries(chosen.map((input) => [input.name, value(input)]));
  }
  return answer;
}

function fillAnswer(form, answer) {
  if (textBox(form) && answer.text !== undefined) textBox(form).value = answer.text;
  for (const input of answer.choices ? choiceInputs(form) : []) {
    if (input.type === "radio") input.checked = answer.choices[input.name] === input.value;
    else input.value = answer.choices[input.name] ?? input.value;
  }
  (textBox(form) ?? form).dispatchEvent(new Event("input", { bubbles: true }));
}

function describeAnswer(form, answer) {
  const wanted = (input) => answer.choices?.[input.name] === input.value && input.labels.length;
  const labels = choiceInputs(form).filter(wanted).map((input) => input.labels[0].textContent.trim());
  return [answer.text, ...labels].filter(Boolean).join("\n");
}

// The server's answer, where it speaks of a part, with the line breaks of a text box.
function mergeAnswer(mine, { text = mine.text, choices = mine.choices }) {
  return { text: text?.replace(/\r\n?/g, "\n"), choices };
}

// ---- What this browser remembers; private windows may refuse, and then only the server remembers ----

function journalOf(task) {
  const name = JOURNAL + task;
  const quietly = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    read: () => quietly(() => JSON.parse(localStorage.getItem(name))),
    keep: (entry) => quietly(() => localStorage.setItem(name, JSON.stringify(entry))),
    forget: () => quietly(() => localStorage.removeItem(name)),
  };
}

function forgetAll(prefix) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(JOURNAL + prefix));
  names.forEach((name) => localStorage.removeItem(name));
}

// ---- What the person sees ----

function say(state, words) {
  const status = document.getElementById("save-status");
  if (!status) return;
  status.dataset.state = state;
  if (words !== undefined && status.textContent.trim() !== words) status.textContent = words;
}

// ---- One form ----

class Autosave {
  constructor(form) {
    this.form = form;
    this.journal = journalOf(form.dataset.task);
    this.revision = Number(form.elements.revision.value);
    this.acknowledged = readAnswer(form, asItCame); // somebody may have typed before this script was there
    this.write = null;
    this.underWay = null;
    this.failures = 0;
    this.undecided = null;
    this.other = null;
    this.waiting = false;
    this.leaving = false;
    this.listen();
    this.restore();
  }

  words(name) {
    return this.form.dataset[`say${name}`];
  }

  part(name) {
    return this.form.querySelector(`[data-autosave-${name}]`);
  }

  listen() {
    const on = (target, names, act) => names.forEach((name) => target.addEventListener(name, act));
    on(this.form, ["input", "change"], () => this.changed());
    on(this.form, ["focusout"], () => this.save());
    on(this.form, ["submit"], (event) => this.submitted(event));
    on(window, ["pagehide"], () => this.save());
    on(window, ["online"], () => this.save());
    on(window, ["pageshow"], (event) => event.persisted && navigator.onLine && location.reload());
    on(this.part("use"), ["click"], () => this.useOther());
    on(this.part("keep"), ["click"], () => this.keepMine());
  }

  // A journal left from before is newer than the page, or the server's answer to it says that it is not.
  restore() {
    const entry = this.journal.read();
    if (!entry || same(entry.answer, this.acknowledged)) {
      this.journal.forget();
      if (!same(readAnswer(this.form), this.acknowledged)) this.changed();
      return;
    }
    this.setRevision(entry.revision);
    this.write = entry.write;
    fillAnswer(this.form, entry.answer);
    this.save();
  }

  changed() {
    if (this.remember()) {
      this.stopTimers();
      say("saved");
      return;
    }
    say("unsaved");
    if (this.retryTimer) return;
    clearTimeout(this.pauseTimer);
    this.pauseTimer = setTimeout(() => this.save(), PAUSE_MS);
    this.longestTimer ??= setTimeout(() => this.save(), LONGEST_MS);
  }

  // True when there is nothing to remember because the server has it all.
  remember() {
    const answer = readAnswer(this.form);
    const settled = !this.write && !this.undecided && same(answer, this.acknowledged);
    if (settled) this.journal.forget();
    else this.journal.keep({ answer, revision: this.revision, write: this.write });
    return settled;
  }

  stopTimers() {
    [this.pauseTimer, this.longestTimer, this.retryTimer].forEach(clearTimeout);
    this.longestTimer = null;
    this.retryTimer = null;
  }

  save() {
    if (this.underWay || this.undecided || this.leaving) return;
    this.stopTimers();
    if (this.remember()) return;
    this.write ??= { key: newKey(), revision: this.revision, answer: readAnswer(this.form) };
    this.remember();
    this.underWay = this.send(this.write).finally(() => this.sent());
  }

  // What was typed while a write was under way goes next.
  sent() {
    this.underWay = null;
    if (!this.failures && !this.undecided) this.changed();
  }

  async send(write) {
    const slow = setTimeout(() => say("saving", this.words("Saving")), SLOW_MS);
    try {
      const response = await this.post(write);
      const body = await response.json().catch(() => ({}));
      this.answered(response.status, body, write);
    } catch {
      this.failed(this.words("Offline"));
    } finally {
      clearTimeout(slow);
    }
  }

  post({ key, revision, answer }) {
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      keepalive: true,
      redirect: "manual",
      signal: AbortSignal.timeout?.(TIMEOUT_MS),
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ task: this.form.dataset.task, key, revision, ...answer }),
    });
  }

  answered(status, body, write) {
    if (status === 200) this.accepted(body, write);
    else if (status === 409) this.conflicted(body, write);
    else if (status === 408 || status === 429 || status >= 500) this.failed(this.words("OurFault"));
    else if (status === 422 || status === 413) this.refused(body.message ?? this.words("Refused"));
    else this.refused(this.words("SignedOut"));
  }

  accepted({ revision, saved_at }, write) {
    this.settle(revision, write.answer);
    say("saved", this.words("SavedAt").replace("{time}", saved_at));
  }

  settle(revision, answer) {
    this.failures = 0;
    this.write = null;
    this.undecided = null;
    this.acknowledged = answer;
    this.setRevision(revision);
    this.notify("");
    this.remember();
  }

  setRevision(revision) {
    this.revision = revision;
    this.form.elements.revision.value = revision;
  }

  // Until the person chooses, form and journal keep the old revision: sent as they are, they conflict again.
  conflicted(body, write) {
    const theirs = mergeAnswer(write.answer, body);
    if (same(theirs, readAnswer(this.form))) {
      this.settle(body.revision, theirs);
      say("saved", this.words("Saved"));
      return;
    }
    this.write = null;
    this.undecided = { revision: body.revision, answer: theirs };
    this.notify("");
    this.remember();
    this.showOther(theirs, body.message ?? "");
    say("trouble", this.words("Choose"));
  }

  failed(words) {
    this.failures += 1;
    this.notify(words);
    say("trouble", this.words("NotYet"));
    this.retryTimer = setTimeout(() => this.save(), RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1]);
  }

  // Sending the same again would be refused again, so the next change makes a new write.
  refused(words) {
    this.failures += 1;
    this.write = null;
    this.notify(words);
    say("trouble", this.words("NotSaved"));
  }

  notify(words) {
    const notice = this.part("notice");
    if (notice.textContent !== words) notice.textContent = words;
  }

  // ---- Two writers ----

  showOther(answer, message) {
    this.other = answer;
    this.part("message").textContent = message;
    this.part("other").textContent = describeAnswer(this.form, answer);
    this.part("conflict").hidden = false;
  }

  decide() {
    if (this.undecided) this.settle(this.undecided.revision, this.undecided.answer);
  }

  // The two texts change places, so that neither is lost by choosing.
  useOther() {
    const mine = readAnswer(this.form);
    this.decide();
    fillAnswer(this.form, this.other);
    this.showOther(mine, this.words("Swapped"));
    this.part("use").textContent = this.words("Back");
  }

  keepMine() {
    this.decide();
    this.part("conflict").hidden = true;
    this.part("use").textContent = this.words("Use");
    textBox(this.form)?.focus();
    this.save();
  }

  // ---- Leaving by the form's own button ----

  async submitted(event) {
    if (this.leaving) return;
    if (!navigator.onLine) {
      event.preventDefault();
      this.notify(this.words("Offline"));
    } else if (this.underWay) {
      event.preventDefault();
      await this.submitAfterSave(event.submitter);
    } else {
      this.leave();
    }
  }

  async submitAfterSave(submitter) {
    if (this.waiting) return;
    this.waiting = true;
    await Promise.race([this.underWay, pause(LEAVING_MS)]);
    this.waiting = false;
    if (this.undecided) return;
    this.leave();
    this.form.requestSubmit(submitter);
  }

  leave() {
    this.stopTimers();
    this.leaving = true;
    this.form.elements.key.value = this.keyForSubmit();
  }

  // A write that was not acknowledged may still have arrived: the same text then goes under the same key.
  keyForSubmit() {
    return this.write && same(this.write.answer, readAnswer(this.form)) ? this.write.key : newKey();
  }
}

const csrfToken = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
document.querySelectorAll("[data-autosave-forget]").forEach((mark) => forgetAll(mark.dataset.autosaveForget));
