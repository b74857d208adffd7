// Which microphone, headset and ring speaker this computer uses: kept by the browser, found again when plugged in.
const KEY = "gudok-devices";
export const KINDS = { microphone: "audioinput", headset: "audiooutput", ring: "audiooutput" };

// {microphone, headset, ring: {id, label}, volume: 0…1}; a role without a choice follows the system.
export function chosen() {
  try {
    return { volume: 1, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { volume: 1 };
  }
}

export function choose(values) {
  localStorage.setItem(KEY, JSON.stringify({ ...chosen(), ...values }));
}

// What can be chosen for a role now. The system's own choice has no entry here: it is the empty one.
export async function choices(role) {
  const found = await navigator.mediaDevices.enumerateDevices();
  return found.filter(({ kind, deviceId }) => kind === KINDS[role] && deviceId && deviceId !== "default" && deviceId !== "communications");
}

// The chosen device's id if it is there now, by id or (ids change when a site's data are cleared) by name; else "".
export async function present(role) {
  const wanted = chosen()[role];
  if (!wanted?.id) return "";
  const there = await choices(role);
  return (there.find(({ deviceId }) => deviceId === wanted.id) ?? there.find(({ label }) => label === wanted.label))?.deviceId ?? "";
}

// Send an audio element's or context's sound to a role's device; without one (or where browsers cannot) to the system's.
export async function direct(target, role) {
  if (!target?.setSinkId) return;
  try {
    await target.setSinkId(await present(role));
  } catch {
    await target.setSinkId("").catch(() => {});
  }
}
