/** Bytes of the largest file the server takes. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/** A file as the server takes it. */
export interface Upload {
  readonly fileName: string;
  readonly base64: string;
}

const CHUNK = 0x80_00;

/** Reads a file of the person's machine. Its bytes are not interpreted here. */
export async function readUpload(file: File): Promise<Upload> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * CHUNK, (at + 1) * CHUNK)),
  );
  return { fileName: file.name, base64: btoa(parts.join("")) };
}
