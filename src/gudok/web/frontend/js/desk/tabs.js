// One tab owns the telephone: a lock of the browser, and a channel to ask the owner for it.
const LOCK = "gudok-phone";

export class Tabs extends EventTarget {
  constructor(mayLeave) {
    super();
    this.mayLeave = mayLeave;
    this.owner = "unknown";
    this.channel = new BroadcastChannel(LOCK);
    this.channel.onmessage = ({ data }) => data === "give" && this.owner === "mine" && this.#give();
  }

  // Resolves when it is known whether this tab owns the telephone.
  claim() {
    // Browsers keep locks from pages without https; there is no microphone there either, so nothing is lost.
    if (!navigator.locks) {
      this.#set("mine");
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
        if (!lock) {
          this.#set("other");
          this.#queue();
          resolve(false);
          return undefined;
        }
        resolve(true);
        return this.#hold();
      });
    });
  }

  // Ask the owner for the telephone; it refuses in the middle of a talk.
  take() {
    this.channel.postMessage("give");
  }

  // When the owner closes or gives way, the longest waiting tab becomes the owner.
  #queue() {
    navigator.locks.request(LOCK, () => this.#hold());
  }

  #hold() {
    this.#set("mine");
    return new Promise((release) => {
      this.release = release;
    });
  }

  #give() {
    if (!this.mayLeave()) return;
    this.#set("other");
    this.release();
    this.#queue();
  }

  #set(owner) {
    this.owner = owner;
    this.dispatchEvent(new CustomEvent("owner", { detail: owner }));
  }
}
