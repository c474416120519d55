export {
  addScimClient,
  ScimClientRefused,
  type ScimClientWish,
  listScimClients,
  revokeScimClient,
  rotateScimSecret,
} from '#apps/scim/clients.ts';
export { scimEndpoints } from '#apps/scim/endpoints.ts';
