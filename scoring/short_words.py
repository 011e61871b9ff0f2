"""Short words of everyday English: one slip away from many others, they must not be taken for slips."""

from __future__ import annotations

from scoring.lexicon import word_set

SHORT_WORDS = word_set(
    """um uh hmm info bot boring curious deserve rely thus seeing drug fake barely ace act add ago aid aim air ale ant
    ape arm art ash ask ate awe axe bad bag ban bar bat bay bed bee beg bet bid big bin bit bow box boy bud bug
    bun bus buy bye cab cap car cat cow cry cub cup cut dam day den dew did die dig dim dip dog dot dry due dug
    dye ear eat egg ego elf elm end era eve eye fan far fat fax fed fee few fig fin fir fit fix flu fly fog fox
    fry fun fur gap gas gem gin gum gun guy gym ham hat hay hen hid hip hit hop hot hub hug hut ice ill ink inn
    ion ivy jam jar jaw jet job jog joy jug key kid kin kit lab lad lag lap law lay led leg let lid lie lip lit
    log lot low mad map mat max men met min mix mob mop mud mug nap net new nod nun nut oak oar odd off oil old
    opt orb ore owe owl pad pal pan paw pay pea pen pet pie pig pin pit pod pop pot pro pub pup put rag ram ran
    rat raw ray red rib rid rig rim rip rob rod rot row rub rug rum run rut rye sad sat saw sea set sew sex shy
    sin sip sir sit six ski sky sly sob son soy spa spy sub sue sum sun tab tag tan tap tar tax tea ten tie tin
    tip toe ton top toy try tub tug two use van vet via vow wag war wax web wed wet wig win wit won zip zoo able
    acts adds ages aids aims airs army arms arts asks away baby back bags bail bait bake bald ball band bank
    bans bark barn bars base bath bats bays bead beam bean bear beat beds beef been beer bees bell belt bend
    bent best bets bids bike bill bind bins bird bite bits blow blue boat body boil bold bolt bomb bond bone
    book boom boot bore born boss both bowl boys brew bulb bulk bull bump burn bush busy cabs cafe cage cake
    calf call calm came camp cane cape caps care cars cart case cash cast cats cave cell chat chef chew chin
    chip city clay clip club clue coal coat code coin cold cook cool cope copy cord core cork corn cost cosy
    cows crab crew crop crow cube cups cure cute cuts damp dare dark data date dawn days dead deaf deal dear
    debt deck deep deer desk dial died diet dirt dish dive dock dogs doll dome door dose dots down drag draw
    drew drop drum duck dull dust duty each earn ears ease east easy eats eggs ends euro even ever evil exam
    eyes face fact fade fail fair fall fame fans fare farm fast fate fear feed feel fees feet fell felt file
    fill film find fine fire firm fish fist fits five flag flat flaw fled flew flip flow foam fold folk food
    fool foot fork form fort foul four free frog fuel full fund fuse fuss gain game gang gaps gate gave gear
    gift girl glad glow glue goal goat goes gold golf gone good gown grab gram grew grey grid grip grow gulf
    guys hair half hall hand hang hard harm hate haul have head heal heap hear heat heel held help herb here
    hero hide high hike hill hint hire hold hole holy home hook hope horn hose host hour hung hunt hurt icon
    idea idle inch inks iron item jail jars jobs join joke jump jury just keen keep kept keys kick kids kind
    king kiss kite knee knew knit knot know lack lady lake lamb lamp land lane last late lawn laws lazy lead
    leaf leak lean leap left legs lend lens less life lift like limb lime line link lion lips list live load
    loaf loan lock loft logo logs long look loop lord lose loss lost loud love luck lung made maid mail main
    make male mall many maps mark mask mass mate maze meal mean meat meet melt memo menu mess mild mile milk
    mill mind mine mint miss mode mood moon more moss most moth move much mute nail name navy near neat neck
    need nest nets news next nice nine none noon norm nose note noun nuts oath obey odds okay once only onto
    open oral oven over owed owns pace pack page paid pain pair pale palm park part pass past path pays peak
    pear peas peel pens pets pick pile pine pink pint pipe pity plan play plea plot plug plus poem poet pole
    poll pond pool poor pope pork port pose post pots pour pray puff pull pump pure push quit race rack rage
    rail rain rank rare rate read real rear rent rest rice rich ride ring riot rise risk road roar robe rock
    rode role roll roof room root rope rose rows rude ruin rule runs rush rust sack safe said sail sake sale
    salt same sand sang save scan scar seal seat seed seek seem seen self sell send sent sets shed ship shoe
    shop shot show shut sick side sigh sign silk sing sink site size skin skip slim slip slow snap snow soap
    soft soil sold sole some song soon sore sort soul soup sour spin spot star stay stem step stir stop such
    suit sung sure swap swim tail take tale talk tall tank tape taps task taxi team tear tell tend tent term
    test text than that thin tick tide tidy tied ties tile till time tiny tips tire toes told toll tone tons
    took tool tops torn tour town toys trap tray tree trim trip true tube tuna tune turn twin type tyre ugly
    undo unit upon urge used user uses vans vary vase vast verb very vest vets view visa void vote wage wait
    wake walk wall want ward warm warn wars wash wave ways weak wear week well went west what whip wide wife
    wild will wind wine wing wins wipe wire wise wish with wolf wood wool word wore work worm worn wrap yard
    yarn year your zero zone hens gull mums dads gran gram bees moss lads lass vans nods nays bleh meh nah nope
    yeah yep yup hiya cosy"""
)
