/** Nouns that can be counted, in the singular, as APIs name things by them. */
const nouns: ReadonlySet<string> = new Set(
  (
    'accessory account achievement acknowledgement acquisition activity actor address adjustment admin administrator agency agent ' +
    'aggregation agreement airline airport album alert alias allergy allocation amendment amenity analysis animal announcement answer ' +
    'app appliance applicant application appointment approval approver area argument article artist aspect assertion assessment asset ' +
    'assignee assignment assistant association attachment attempt attendee attribute auction audience audit author authority ' +
    'authorization avatar award backup badge balance band bank banner barcode baseline basket beneficiary benefit bid bill bin block ' +
    'blog board bonus book booking bookmark booster bot boundary box branch brand breach broker browser bucket budget bug building ' +
    'bundle bus business button buyer calculation calendar campaign campus candidate capability capture car card carrier cart case ' +
    'catalog catalogue category cell center certificate certification chain challenge change channel chapter character charge charity ' +
    'chart child citation city claim class classification clause client cluster code collaborator collection collector color column ' +
    'combination comment commit community company competition competitor complaint component compound concept condition conference ' +
    'configuration connection connector constraint consumer contact container contest contract contribution contributor conversation ' +
    'cookie coordinate copy corporation cost counter country county coupon courier course cover credential creditor criterion currency ' +
    'customer dashboard database datacenter dataset datasource day dealer debtor decision declaration deduction definition department ' +
    'dependency deployment deposit description destination developer device diagnosis dialog difference dimension diploma director ' +
    'directory discount discussion disease disk dispute district division document domain donation donor door draft driver droplet drug ' +
    'duration edition editor element email employee employer endpoint engine engineer entity entry enumeration environment episode ' +
    'error establishment estimate event exam example exception exchange exemption expense experiment expert expression extension ' +
    'extractor facility factor failure family fare feature fee feed field file finding fixture flag flavor flight floor flow folder ' +
    'follower font forecast format formula forum franchise friend function fund funnel gallery game gateway gene genre geofence gift ' +
    'goal grade group guarantee guard guest guide guideline handler header heading hint holder holiday hook hospital host hotel hour ' +
    'household hub icon idea identifier image impression inbox incident index ingredient initiative inquiry insight installment ' +
    'instance instruction instructor instrument integration interaction interface interval intervention interview invitation invite ' +
    'invoice issue item itinerary job journal journalist journey keyword kind kiosk label landmark language layer layout lead league ' +
    'lease leg lesson level library licence license limit limitation line link listing loan location locker logo lot machine mailbox ' +
    'maker man manager manufacturer margin market marketplace material matrix matter meal measure measurement mechanism medication ' +
    'meeting member membership memo menu merchant message meter method metric migration milestone minute mirror mission model moderator ' +
    'modification modifier module month mortgage movie museum name namespace nationality neighbor network node note notebook notice ' +
    'notification objective obligation observation occupation occurrence offer offering office officer operand operation operator ' +
    'opportunity option organisation organization organizer origin outcome outlet output owner package page paragraph parameter parcel ' +
    'parent park part participant participation partition partner partnership party passenger password path patient pattern payee payer ' +
    'payment payout peer penalty period permission permit person phase phone photo phrase picture pipeline pixel place plan planet ' +
    'plate platform player playlist plugin point policy poll pool port portfolio position postcode precondition prediction preference ' +
    'prerequisite prescription presentation preset price printer priority problem procedure process processor product profile program ' +
    'programme project promotion property proposal protocol provider province publication publisher purchase purpose quantity query ' +
    'question questionnaire quota quote race rank rating reaction reader reason receipt receiver recipe recipient recommendation record ' +
    'recording redemption redirect referee reference referral refund region registration registry relation relationship release ' +
    'reminder replica reply report repository requirement reservation resident resolution resource response responsibility restaurant ' +
    'restriction retailer review reviewer reward risk role room rotation round route router row rule runner sale sample sandbox ' +
    'satellite scenario scene schedule schema scheme school scope screen screenshot script season seat secret section sector segment ' +
    'seller sender sensor sentence server service session setting settlement shape shelf shift ship shipment shop signal signature ' +
    'simulation site skill sku slice slide slot snapshot space sponsor spreadsheet stadium stage stakeholder standard statement station ' +
    'step store story strategy street student studio style subject submission subnet subscriber subscription substance subtask ' +
    'suggestion summary supplier survey symbol symptom synonym system tab table tablet tag target task tax taxonomy teacher team ' +
    'teammate technician template tenant term terminal territory theater theme thread threat threshold thumbnail ticket tier timeline ' +
    'timer timeslot timezone title token tool topic tour tournament town track tracker trademark transaction transcript transfer ' +
    'transition translation transmission trend trigger trip truck tunnel tutorial type unit university user vacation validation ' +
    'validator variable variant variation vehicle vendor venue verb verification version video viewer village violation visitor ' +
    'vocabulary volume vote voucher vulnerability wallet warehouse warning warranty watcher webhook website week widget wiki window ' +
    'winner woman word worker workflow worklog workout workplace workspace year zone'
  ).split(' '),
);

/** Whether the word is a noun of the list in the singular. */
export const isNoun = (word: string): boolean => nouns.has(word);
