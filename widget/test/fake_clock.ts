/** Time that passes when told to: for tests that have `mock.timers` enabled. */

import { mock } from "node:test";
import { settled } from "./fake_app.ts";

/** Let time pass in steps, so that what follows a timer can start the next one. */
export async function pass(milliseconds: number): Promise<void> {
  await settled();
  for (let passed = 0; passed < milliseconds; passed += 100) {
    mock.timers.tick(100);
    await settled();
  }
}
