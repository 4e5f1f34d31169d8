/** The claim code in the address of a label's QR code (`/setup#claim=ABCDE-FGHJK`); empty in any other. */
export function labelCode(fragment: string): string {
  return /^#claim=([0-9A-Za-z]{5}-[0-9A-Za-z]{5})$/.exec(fragment)?.[1] ?? '';
}
