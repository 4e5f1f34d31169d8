/** The claim code in an address that came as a QR code (`/setup#claim=ABCDE-FGHJK`); empty in any other. */
export function codeInAddress(fragment: string): string {
  return /^#claim=([0-9A-Za-z]{5}-[0-9A-Za-z]{5})$/.exec(fragment)?.[1] ?? '';
}
