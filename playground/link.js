// A source as a part of an address: JSON, deflated, in base64 for addresses. Nothing of it is sent to a server.

async function through(stream, bytes) {
  const whole = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(whole).arrayBuffer());
}

/** The files of a source, {path: text}, as text of letters, digits, `-` and `_`. */
export async function pack(files) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(files)));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The files again; an error is thrown if the text is no packed source. */
export async function unpack(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const json = await through(new DecompressionStream("deflate-raw"), bytes);
  const files = JSON.parse(new TextDecoder().decode(json));
  const isSource = files && typeof files === "object" && Object.values(files).every((file) => typeof file === "string");
  if (!isSource || files["main.stack"] === undefined) throw new Error("there is no main.stack in it");
  return files;
}
