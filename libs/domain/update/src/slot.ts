/** The two system slots of the card, by the names the boot script, RAUC and the kernel's `rauc.slot=` share. */
export const slots = ['A', 'B'] as const;
export type Slot = (typeof slots)[number];

export const otherSlot = (slot: Slot): Slot => (slot === 'A' ? 'B' : 'A');

export const isSlot = (text: string): text is Slot => text === 'A' || text === 'B';
