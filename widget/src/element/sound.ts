/** A short, soft sound for a reply that comes while nobody looks. Made, not loaded: no file, no request. */

let context: AudioContext | undefined;

/** Play it; silently does nothing where the browser does not let it. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const now = context.currentTime;
    tone.frequency.setValueAtTime(660, now);
    tone.frequency.setValueAtTime(880, now + 0.09);
    volume.gain.setValueAtTime(0.06, now);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + 0.4);
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + 0.4);
  } catch {
    // No sound device, or not allowed before a gesture.
  }
}
