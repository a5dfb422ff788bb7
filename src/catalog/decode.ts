/** Bytes of a text file as a string with LF line ends and no byte order mark, or why they are no text. */
export function decodeText(bytes: Uint8Array): { text: string } | { fault: string } {
  if (bytes.length === 0) return { fault: 'is empty; write the agent or remove the file' }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { fault: 'is UTF-16; save it as UTF-8' }
  }
  const nul = bytes.indexOf(0)
  if (nul !== -1) return { fault: `has a NUL byte at offset ${nul}, so it is no text; save it as UTF-8 text` }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text: text.replaceAll(/\r\n?/g, '\n') }
  } catch {
    return { fault: 'is not valid UTF-8; save it as UTF-8' }
  }
}
