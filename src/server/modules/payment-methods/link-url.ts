import { open, seal } from "#server/platform/secrets/seal.ts";

/** The link's id is part of what is sealed, so that an address cannot be moved to another customer's link. */
const contextOf = (linkId: string): string => `payment_method_link.url_sealed:${linkId}`;

/** Seals the address of a page with the installation's key (32 bytes). */
export function sealUrl(key: Uint8Array, linkId: string, url: string) {
  return seal(key, contextOf(linkId), url);
}

/** Reverses {@link sealUrl}; throws for another key or another link. */
export function openUrl(key: Uint8Array, linkId: string, sealed: Uint8Array): string {
  return open(key, contextOf(linkId), sealed);
}
