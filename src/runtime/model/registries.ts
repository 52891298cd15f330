/** Names in IANA's registries, as facts: compared without case. The standards tree of media types only, without parameters. */

const split = (text: string): string[] => text.split(' ');

/** HTTP Field Name Registry (https://www.iana.org/assignments/http-fields). */
const fieldNames = new Set(
  split(
    'a-im accept accept-additions accept-ch accept-charset accept-datetime accept-encoding accept-features accept-language accept-patch accept-post accept-ranges ' +
      'accept-signature access-control access-control-allow-credentials access-control-allow-headers access-control-allow-methods access-control-allow-origin ' +
      'access-control-expose-headers access-control-max-age access-control-request-headers access-control-request-method age allow alpn alt-svc alt-used alternates ' +
      'amp-cache-transform apply-to-redirect-ref authentication-control authentication-info authorization available-dictionary c-ext c-man c-opt c-pep c-pep-info ' +
      'cache-control cache-status cal-managed-id caldav-timezones capsule-protocol cdn-cache-control cdn-loop cert-not-after cert-not-before clear-site-data client-cert ' +
      'client-cert-chain cmcd-object cmcd-request cmcd-session cmcd-status cmsd-dynamic cmsd-static concealed-auth-export configuration-context connection content-base ' +
      'content-digest content-disposition content-encoding content-id content-language content-length content-location content-md5 content-range content-script-type ' +
      'content-security-policy content-security-policy-report-only content-style-type content-type content-version cookie cookie2 cross-origin-embedder-policy ' +
      'cross-origin-embedder-policy-report-only cross-origin-opener-policy cross-origin-opener-policy-report-only cross-origin-resource-policy cta-common-access-token dasl ' +
      'date dav default-style delta-base deprecation depth derived-from destination differential-id dictionary-id digest dpop dpop-nonce early-data ediint-features etag ' +
      'expect expect-ct expires ext forwarded from getprofile hobareg host http2-settings if if-match if-modified-since if-none-match if-range if-schedule-tag-match ' +
      'if-unmodified-since im include-referred-token-binding-id isolation keep-alive label last-event-id last-modified link link-template location lock-token man ' +
      'max-forwards memento-datetime meter method-check method-check-expires mime-version negotiate nel odata-entityid odata-isolation odata-maxversion odata-version opt ' +
      'optional-www-authenticate ordering-type origin origin-agent-cluster oscore oslc-core-version overwrite p3p pep pep-info permissions-policy pics-label ping-from ' +
      'ping-to position pragma prefer preference-applied priority profileobject protocol protocol-info protocol-query protocol-request proxy-authenticate ' +
      'proxy-authentication-info proxy-authorization proxy-features proxy-instruction proxy-status public public-key-pins public-key-pins-report-only range redirect-ref ' +
      'referer referer-root referrer-policy refresh repeatability-client-id repeatability-first-sent repeatability-request-id repeatability-result replay-nonce ' +
      'reporting-endpoints repr-digest retry-after safe schedule-reply schedule-tag sec-gpc sec-purpose sec-token-binding sec-websocket-accept sec-websocket-extensions ' +
      'sec-websocket-key sec-websocket-protocol sec-websocket-version security-scheme server server-timing set-cookie set-cookie2 setprofile signature signature-input slug ' +
      'soapaction status-uri strict-transport-security sunset surrogate-capability surrogate-control tcn te timeout timing-allow-origin topic traceparent tracestate trailer ' +
      'transfer-encoding ttl upgrade urgency uri use-as-dictionary user-agent variant-vary vary via want-content-digest want-digest want-repr-digest warning ' +
      'www-authenticate x-content-type-options x-frame-options',
  ),
);

/** Link Relation Types (https://www.iana.org/assignments/link-relations). */
export const linkRelations: ReadonlySet<string> = new Set(
  split(
    'about acl alternate amphtml api-catalog appendix apple-touch-icon apple-touch-startup-image archives author blocked-by bookmark c2pa-manifest canonical chapter ' +
      'cite-as collection compression-dictionary contents convertedfrom copyright create-form current deprecation describedby describes disclosure dns-prefetch duplicate ' +
      'edit edit-form edit-media enclosure external first geofeed glossary help hosts hub ice-server icon index intervalafter intervalbefore intervalcontains ' +
      'intervaldisjoint intervalduring intervalequals intervalfinishedby intervalfinishes intervalin intervalmeets intervalmetby intervaloverlappedby intervaloverlaps ' +
      'intervalstartedby intervalstarts item last latest-version license linkset lrdd manifest mask-icon me media-feed memento micropub modulepreload monitor monitor-group ' +
      'next next-archive nofollow noopener noreferrer opener openid2.local_id openid2.provider original p3pv1 payment pingback preconnect predecessor-version prefetch ' +
      'preload prerender prev prev-archive preview previous privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up related replies restconf ' +
      'ruleinput search section self service service-desc service-doc service-meta sip-trunking-capability sponsored start status stylesheet subsection successor-version ' +
      'sunset tag terms-of-service timegate timemap type ugc up version-history via webmention working-copy working-copy-of',
  ),
);

/** Media Types (https://www.iana.org/assignments/media-types): `application` by suffix; `audio` and `video` are mostly payloads of RTP and left out. */
const applicationTypes: Record<string, string> = {
  '':
    '1d-interleaved-parityfec a2l activemessage aml andrew-inset applefile atf atfx atomicmail atxml automationml-amlx+zip bacnet-xdd+zip batch-smtp bufr c2pa ' +
    'call-completion cals-1840 cbor cbor-seq cccex cdni cea cfw cid-edhoc+cbor-seq city+json-seq clr cms coap-eap coap-payload commonground cose cose-key cose-key-set ' +
    'cose-x509 csrattrs cwl cwl+yaml cwt cybercash dashdelta dca-rft dcd dec-dx dicom dii dit dns dns-message dssc+der dvcs eat+cwt edhoc+cbor-seq edi-consent edi-x12 ' +
    'edifact efi encaprtp epub+zip eshop exi express fastinfoset fastsoap fdf fits flexfec font-sfnt font-tdpfr font-woff geo+json-seq geopackage+sqlite3 gltf-buffer grib ' +
    'gzip h224 http hyperstudio ibe-pp-data iges index iotp ipfix ipp isup java-archive jose json json-seq jsonpath jwt link-format linkset lpf+zip lxf mac-binhex40 ' +
    'macwriteii marc mathematica mbox mf4 mikey mipc missing-blocks+cbor-seq mp21 mp4 msword multipart-core mxf n-quads n-triples nasdata node nss oblivious-dns-message ' +
    'ocsp-request ocsp-response octet-stream oda odx ogg ohttp-keys oscore oxps p21 p21+zip parityfec passport pdf pdx pem-certificate-chain pgp-encrypted pgp-keys ' +
    'pgp-signature pkcs10 pkcs12 pkcs8 pkcs8-encrypted pkix-attr-cert pkix-cert pkix-crl pkix-pkipath pkixcmp postscript private-token-issuer-directory ' +
    'private-token-request private-token-response qsig raptorfec relax-ng-compact-syntax riscos rtf rtploopback rtx sbe sdp sep-exi sgml sieve simple-message-summary ' +
    'simplesymbolcontainer sipc slate smpte336m soap+fastinfoset sparql-query sql srgs sslkeylogfile st2110-41 stratum tetra_isi timestamped-data tlsrpt+gzip tnauthlist ' +
    'toml trickle-ice-sdpfrag trig tve-trigger tzif tzif-leap ulpfec vc vc+cose vemmi vp vp+cose vq-rtcpxr wasm whoispp-query whoispp-response widget wita wordperfect5.1 ' +
    'x400-bp xfdf xml xml-dtd xml-external-parsed-entity yaml yang zip zlib zstd javascript ecmascript x-www-form-urlencoded',
  json:
    '3gpphal 3gpphalforms ace activity aif calendar captive city coap-group csvm cwl dicom dns eat-bun eat-ucs elm expect-ct-report fhir geo geopose geoxacml jf2feed jose ' +
    'jrd jscalendar jscontact json-patch jwk jwk-set ld linkset manifest merge-patch mud ppsp-tracker problem pvd rdap reputon sarif sarif-external-properties scim spdx ' +
    'stix taxii td tlsrpt tm ujcs vcard voucher-cms voucher-jws webpush-options',
  xml:
    '3gpdash-qoe-report 3gpp-ims atom atomcat atomdeleted atomsvc auth-policy automationml-aml beep calendar ccmp ccxml cda cdfx cea-2018 cellml clue clue_info cnrp ' +
    'conference-info cpl csta cstadata dash dash-patch davmount dialog-info dicom dskpp dssc elm emma emotionml epp fdt fhir framework-attributes geoxacml gml held hl7v2 ' +
    'ibe-key-request ibe-pkg-reply im-iscomposing inkml its kpml-request kpml-response lgr load-control lost lostsync mads marcxml mathml mathml-content ' +
    'mathml-presentation media-policy-dataset media_control mediaservercontrol metalink4 mets mmt-aei mmt-usd mods msc-ivr msc-mixer nlsml odm oebps-package opc-nodeset ' +
    'p2p-overlay patch-ops-error pidf pidf-diff pls problem provenance pskc rdf reginfo resource-lists resource-lists-diff rfc rlmi rls-services route-apd route-s-tsid ' +
    'route-usd samlassertion samlmetadata scaip sep shf simple-filter smil soap sparql-results spirits-event srgs sru ssml swid tei thraud ttml vcard voicexml watcherinfo ' +
    'wsdl wspolicy xacml xenc xhtml xliff xml-patch xmpp xop xslt xv yin',
  jwt: 'at dpop eat entity-statement jwk-set logout oauth-authz-req provided-claims resolve-response secevent token-introspection vc vp',
  cbor: 'ace ace-groupcomm ace-trl aif ce concise-problem-details dots eat-bun eat-ucs swid toc uccs',
};
const otherTypes: Record<string, string> = {
  font: 'collection otf sfnt ttf woff woff2',
  image:
    'aces apng avci avcs avif bmp cgm dicom-rle dpx emf fits g3fax gif heic heic-sequence heif heif-sequence hej2k ief j2c jaii jais jls jp2 jpeg jph jphc jpm jpx jxl jxr ' +
    'jxra jxrs jxs jxsc jxsi jxss ktx ktx2 naplps png pwg-raster svg+xml t38 tiff tiff-fx webp wmf',
  message:
    'bhttp cpim delivery-status disposition-notification external-body feedback-report global global-delivery-status global-disposition-notification global-headers http ' +
    'imdn+xml mls ohttp-req ohttp-res partial rfc822 sip sipfrag tracking-status',
  model:
    '3mf e57 gltf+json gltf-binary iges jt mesh mtl obj prc step step+xml step+zip step-xml+zip stl u3d vrml x3d+fastinfoset x3d+xml x3d-vrml',
  multipart:
    'alternative appledouble byteranges digest encrypted form-data header-set mixed multilingual parallel related report signed voice-message',
  text:
    '1d-interleaved-parityfec cache-manifest calendar cql cql-expression cql-identifier css csv csv-schema directory dns encaprtp enriched event-stream fhirpath flexfec fwdred gff3 ' +
    'grammar-ref-list hl7v2 html javascript jcr-cnd markdown mizar n3 parameters parityfec plain provenance-notation raptorfec red rfc822-headers richtext rtf ' +
    'rtp-enc-aescm128 rtploopback rtx sgml shaclc shex spdx strings t140 tab-separated-values troff turtle ulpfec uri-list vcard vtt wgsl xml xml-external-parsed-entity ' +
    'ecmascript',
};

/** Families of names below `application`, of which all that anybody writes are registered. */
const families =
  /^(?:alto|atsc|cdmi|emergencycalldata|gnap|index|mbms|moss|mosskey|mpeg4|mrb|news|pkcs7|poc|rpki|sbml|scvp|senml|sensml|session|set|sgml|tamp|timestamp|trust|urc|xcap|xcon|yang)[-.+]/;
/** What is in use below `audio` and `video`, and not registered. */
const unregisteredMedia = /^(?:x-.*|mp3|m4a|m4v|wave?|webm|midi|avi|mov|mkv|wmv|flv)$/;

let mediaTypes: Set<string> | undefined;

/** The list, made when somebody asks. */
function knownTypes(): Set<string> {
  if (mediaTypes) return mediaTypes;
  mediaTypes = new Set();
  for (const [suffix, names] of Object.entries(applicationTypes))
    for (const name of split(names)) mediaTypes.add(`application/${name}${suffix && `+${suffix}`}`);
  for (const [type, names] of Object.entries(otherTypes)) for (const name of split(names)) mediaTypes.add(`${type}/${name}`);
  return mediaTypes;
}

/** Whether a media type is registered, or in the vendor or personal tree; ranges and what is no media type at all are not judged: true. */
export function isRegisteredType(name: string): boolean {
  const [type = '', subtype = '', more] = name.replace(/;.*$/s, '').trim().toLowerCase().split('/');
  if (type === '' || subtype === '' || more !== undefined || name.includes('*') || name.includes('{') || /\s/.test(`${type}${subtype}`))
    return true;
  if (/^(?:vnd|prs)\./.test(subtype)) return true;
  if (type === 'audio' || type === 'video') return !unregisteredMedia.test(subtype);
  return (type === 'application' && families.test(subtype)) || knownTypes().has(`${type}/${subtype}`);
}

export function isRegisteredField(name: string): boolean {
  return fieldNames.has(name.toLowerCase());
}

/** Whether a link relation is registered, without regard to case, `-` and `_`; a URI, and a CURIE, which only looks like one, is as good. */
export function isRegisteredRelation(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name) || foldedRelations.has(foldRelation(name));
}

const foldRelation = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
const foldedRelations = new Set([...linkRelations].map(foldRelation));
